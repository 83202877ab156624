"""A function that may be cancelled: its writes stay together, the cancellation gets out, nothing stays held.

The sources are run as they were, and afterwards with a cancellation at each of their awaits. `write()` in them writes,
`ask()` waits for something outside, `look()` is done by a thread.
"""

from __future__ import annotations

import ast
import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import trees
from stopping import run_to

from channels_fix.edits.asynchronous import MakeFunctionAsync
from channels_fix.edits.expressions import AwaitOther, AwaitWrapped
from channels_fix.registry import knowledge
from channels_fix.rewrite import rewrite
from channels_fix.verify import verify
from codemods.async_views.decision.protecting import Chosen, Protection, protect
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.reading import steps_of
from codemods.async_views.steps.step import Step, Way
from codemods.routines import Routine, routines_of

HEAD = "from world import ask, done, look, write\n"


def step_of(call: ast.Call, body: Body) -> Chosen:
    """What a call of the world is."""
    name = ast.unparse(call.func)
    span, primary = body.span(call), body.is_primary(call)
    wrapper, imports = body.reference("asgiref.sync", "sync_to_async")
    native = Way((AwaitOther(span, primary, "aask"),), cancellable=True) if name == "ask" else None
    thread = Way((AwaitWrapped(span, primary, wrapper),), imports)
    return Chosen(Step(call, name, name == "ask", native, thread, writes=name == "write"), native or thread)


def protected(root: Path, source: str) -> tuple[str, Body, Protection]:
    """The text, its function `view`, and what that needs."""
    text = HEAD + source
    index = trees.project(root, {"app.py": text}, knowledge())
    module = trees.module(index, root, "app.py")
    routine: Routine = next(one for one in routines_of(module) if one.node.name == "view")
    body = Body.of(routine, index)
    known = [step for step in steps_of(routine, index) if step.name == "transaction.atomic"]
    covered = {node for step in known for node in step.covers}
    calls = [node for node in ast.walk(routine.node) if isinstance(node, ast.Call) and node not in covered]
    chosen = [step_of(call, body) for call in calls if ast.unparse(call.func) in {"ask", "look", "write"}]
    return text, body, protect(body, [*chosen, *(Chosen(step, step.thread) for step in known if step.thread)])


def converted(root: Path, source: str) -> str:
    """The source with `view` as a coroutine function."""
    text, body, found = protected(root, source)
    assert found.reason == ""
    edits = [edit for one in found.chosen for edit in (*one.way.edits, *one.way.beside)]
    imports = [name for one in found.chosen for name in one.way.imports]
    edits = [MakeFunctionAsync(body.span(body.routine.node)), *edits, *found.edits]
    imports += found.imports
    after = rewrite(text, edits, imports)
    verify(text, after, edits, {name.module for name in imports})
    return after


def refusal(root: Path, source: str) -> str:
    """Why `view` cannot be a coroutine function."""
    return protected(root, source)[2].reason


class World:
    """What the sources name, and what they have done."""

    def __init__(self, fails: bool) -> None:
        self.done: list[str] = []
        self.fails = fails

    def write(self, what: str) -> str:
        """Do something that lasts."""
        self.done.append(f"wrote {what}")
        return what

    def look(self, what: str) -> str:
        """Do something that lasts no longer than the request."""
        return what

    def ask(self, what: str) -> str:
        """Wait for something outside."""
        if self.fails:
            raise ValueError(what)
        return what

    async def aask(self, what: str) -> str:
        """The same in a coroutine."""
        await asyncio.sleep(0)
        return self.ask(what)

    def load(self, text: str) -> Callable[[], Any]:
        """The function `view` of a source."""
        names = {"write": self.write, "look": self.look, "ask": self.ask, "aask": self.aask, "done": self.done}
        exec(compile(text.replace(HEAD.strip(), ""), "app.py", "exec"), names)
        return names["view"]  # type: ignore[return-value]


def outcome(text: str, *, fails: bool = False) -> tuple[str, list[str]]:
    """What `view` gives and does when nobody cancels it."""
    world = World(fails)

    async def run() -> Any:
        found = world.load(text)()
        return await found if isinstance(found, Awaitable) else found

    try:
        return repr(asyncio.run(run())), world.done
    except Exception as error:  # noqa: BLE001 - whatever it raises is compared
        return repr(error), world.done


def stopped(text: str, *, fails: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    """How `view` ends, and what it has done, when it is cancelled at each of its awaits."""
    found = []
    for place in range(20):
        world = World(fails)
        end = run_to(world.load(text)(), place)
        if end == "ended":
            break
        found.append((end, tuple(world.done)))
    return found


def ends(text: str, *, fails: bool = False) -> set[tuple[str, tuple[str, ...]]]:
    """The same, each once."""
    return set(stopped(text, fails=fails))


WHOLE = {
    "both behind": """\
def view():
    a = ask('x')
    write(a)
    write('2')
    return a
""",
    "both before": """\
def view():
    write('1')
    write('2')
    return ask('x')
""",
    "with a look between": """\
def view():
    ask('x')
    a = write('1')
    b = look(a)
    write(b)
    return b
""",
    "in a loop": """\
def view():
    a = ask('x')
    for i in range(3):
        write(str(i))
    return a
""",
    "in a comprehension": """\
def view():
    a = ask('x')
    return [write(i) for i in (a, '2')]
""",
    "in a branch": """\
def view():
    a = ask('x')
    if a:
        write('1')
        write('2')
    return a
""",
    "a branch that leaves": (
        """\
def view():
    a = ask('x')
    if look(a):
        write('1')
        write('2')
        return 'early'
    write('3')
    return a
"""
    ),
    "in one expression": """\
def view():
    ask('x')
    return write(write('1'))
""",
    "in a handler too": (
        """\
def view():
    try:
        a = ask('x')
    except ValueError:
        write('1')
        write('2')
        return 'failed'
    write('1')
    write('2')
    return a
"""
    ),
    "in a transaction": (
        """\
from django.db import transaction
def view():
    a = ask('x')
    with transaction.atomic():
        write('1')
        write('2')
    return a
"""
    ),
    "written before an early answer": (
        """\
def view():
    a = ask('x')
    write('1')
    if look(''):
        return None
    write('2')
    return a
"""
    ),
    "in each of two branches": """\
def view():
    a = ask('x')
    if not a:
        return a
    elif look(''):
        write('1')
        write('2')
    else:
        write('1')
        write('2')
    return a
""",
    "in an elif": """\
def view():
    a = ask('x')
    if not a:
        return a
    elif write('1'):
        write('2')
    return a
""",
    "in the test of a loop": """\
def view():
    a = ask('x')
    left = [1, 2]
    while left and write('x'):
        left.pop()
    return a
""",
    "in a clause for all errors": """\
def view():
    try:
        return ask('x')
    except:
        write('1')
        write('2')
        return 'failed'
""",
    "on one line": """\
def view():
    a = ask('x'); write('1'); b = write('2'); c = look(b)
    if a: write('3'); write('4')
    return a + b + c
""",
    "another slow call outside": (
        """\
def view():
    a = ask('x')
    write('1')
    b = ask('y')
    write('2')
    return a + b
"""
    ),
}


FAILED = {("wrote 1", "wrote 2")}
"""What is written in the place of everything else when the view fails, or is cancelled."""


@pytest.mark.parametrize("source", WHOLE.values(), ids=WHOLE.keys())
@pytest.mark.parametrize("fails", [False, True])
def test_no_write_is_left_alone(tmp_path: Path, source: str, fails: bool) -> None:
    after = converted(tmp_path, source).replace("with transaction.atomic():", "if True:")
    before = source.replace("with transaction.atomic():", "if True:")
    assert outcome(after, fails=fails) == outcome(before, fails=fails)
    complete = tuple(outcome(before, fails=fails)[1])
    assert {done for _, done in ends(after, fails=fails)} <= {(), complete, *FAILED}


ALONE = {
    "no write": "def view():\n    return ask(look('x'))\n",
    "one write behind": """\
def view():
    a = ask('x')
    write(a)
    return a
""",
    "one write before": """\
def view():
    write('x')
    return ask('x')
""",
    "either": """\
def view():
    a = ask('x')
    if a:
        write('1')
    else:
        write('2')
    return a
""",
    "either returns": """\
def view():
    if look(''):
        write('1')
        return 1
    a = ask('x')
    write('2')
""",
    "a failure or a success": (
        """\
def view():
    try:
        a = ask('x')
    except ValueError:
        write('failed')
        return 1
    write(a)
"""
    ),
    "the last turn": """\
def view():
    for i in (1, 2):
        if ask('x'):
            write('1')
            break
""",
    "match": (
        """\
def view():
    match ask('x'):
        case 'x':
            write('1')
        case _:
            write('2')
"""
    ),
}


@pytest.mark.parametrize("source", ALONE.values(), ids=ALONE.keys())
def test_single_writes_stay_where_they_are(tmp_path: Path, source: str) -> None:
    after = converted(tmp_path, source)
    assert "\n    def " not in after
    assert outcome(after) == outcome(source)


FOLLOWED = """\
def view():
    write('1')
    try:
        return ask('x')
    finally:
        write('2')
"""


@pytest.mark.parametrize("fails", [False, True])
def test_a_write_that_a_finally_follows_up_is_shielded(tmp_path: Path, fails: bool) -> None:
    after = converted(tmp_path, FOLLOWED)
    assert outcome(after, fails=fails) == outcome(FOLLOWED, fails=fails)
    assert {done for _, done in ends(after, fails=fails)} == {("wrote 1", "wrote 2")}


BETWEEN = {
    "before and after": """\
def view():
    write('1')
    a = ask('x')
    write('2')
    return a
""",
    "again and again": """\
def view():
    for i in (1, 2):
        a = ask('x')
        write(a)
    return a
""",
    "before and in a handler": (
        """\
def view():
    write('1')
    try:
        return ask('x')
    except ValueError:
        write('2')
"""
    ),
    "in a finally that writes how far it came": """\
def view():
    a = 'nothing'
    write('1')
    try:
        a = ask('x')
    finally:
        write(a)
""",
    "in a finally, and behind it": """\
def view():
    write('1')
    try:
        ask('x')
    finally:
        write('2')
    write('3')
""",
    "in front of a write that a finally follows up": """\
def view():
    write('0')
    write('1')
    try:
        ask('x')
    finally:
        write('2')
""",
    "in a finally that a wait stands in front of": """\
def view():
    write('1')
    ask('x')
    try:
        ask('y')
    finally:
        write('2')
""",
    "in a transaction": (
        """\
from django.db import transaction
def view():
    write('1')
    ask('x')
    with transaction.atomic():
        write('2')
"""
    ),
}


@pytest.mark.parametrize("source", BETWEEN.values(), ids=BETWEEN.keys())
def test_a_slow_call_between_writes_is_refused(tmp_path: Path, source: str) -> None:
    assert re.search("a client that leaves (would let|lets) only the first happen", refusal(tmp_path, source))


REFUSED = {
    "a lock by hand": (
        """\
import threading
LOCK = threading.Lock()
def view():
    LOCK.acquire()
    try:
        return ask('x')
    finally:
        LOCK.release()
""",
        "`LOCK` is a lock of threads",
    ),
    "a lock of an object that a helper gives back": (
        """\
import threading
class Desk:
    def __init__(self):
        self.lock = threading.Lock()
DESK = Desk()
def leave():
    DESK.lock.release()
def view():
    answer = ask('x')
    leave()
    return answer
""",
        "`DESK.lock` is a lock of threads",
    ),
    "a return in finally": (
        """\
def view():
    try:
        ask('x')
    finally:
        return 1
""",
        "`finally` is left",
    ),
    "suppress": (
        """\
import contextlib
def view():
    with contextlib.suppress(BaseException):
        ask('x')
""",
        "contextlib.suppress",
    ),
    "a flag": (
        """\
from django.core.cache import cache
def view():
    if cache.add('k', 1):
        ask('x')
        cache.delete('k')
""",
        "'k' stays set",
    ),
    "a file that is opened among writes": (
        """\
def view():
    ask('x')
    write('1')
    file = open('f')
    write('2')
    a = look('x')
    file.close()
    return a
""",
        "among writes",
    ),
    "a temporary folder": (
        """\
import shutil, tempfile
def view():
    folder = tempfile.mkdtemp()
    a = ask('x')
    shutil.rmtree(folder)
    return a
""",
        "`folder` is released only",
    ),
}


@pytest.mark.parametrize(("source", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_protected_says_why(tmp_path: Path, source: str, reason: str) -> None:
    assert reason in refusal(tmp_path, source)


LEAVES = {
    "bare": """\
def view():
    try:
        return ask('x')
    except:
        return 'failed'
""",
    "BaseException": """\
def view():
    try:
        return ask('x')
    except BaseException as e:
        return str(e)
""",
    "in a tuple": """\
def view():
    try:
        return ask('x')
    except (ValueError, BaseException):
        pass
""",
    "a retry": (
        """\
def view():
    for i in range(3):
        try:
            return ask('x')
        except:
            continue
    return 'gave up'
"""
    ),
    "a pause": """\
import time
def view():
    for i in range(3):
        try:
            return ask('x')
        except:
            time.sleep(0)
    return 'gave up'
""",
    "nested": (
        """\
def view():
    try:
        try:
            return ask('x')
        except:
            return 1
    except:
        return 2
"""
    ),
    "raises another": (
        """\
def view():
    try:
        return ask('x')
    except:
        raise LookupError('x') from None
"""
    ),
    "behind another clause": (
        """\
def view():
    try:
        return ask('x')
    except ValueError:
        return 1
    except:
        return 2
"""
    ),
}


@pytest.mark.parametrize("source", LEAVES.values(), ids=LEAVES.keys())
def test_the_cancellation_gets_out(tmp_path: Path, source: str) -> None:
    after = converted(tmp_path, source)
    assert outcome(after, fails=True) == outcome(source, fails=True)
    assert ends(after) == {("cancelled", ())}


UNCHANGED = {
    "Exception": """\
def view():
    try:
        return ask('x')
    except Exception:
        return 1
""",
    "raised again": """\
def view():
    try:
        return ask('x')
    except:
        done.append('x')
        raise
""",
    "no await in it": """\
def view():
    a = ask('x')
    try:
        return int(a)
    except:
        return 1
""",
    "an await in the clause": """\
def view():
    try:
        return int('x')
    except:
        return ask('x')
""",
    "a finally": """\
def view():
    try:
        return ask('x')
    finally:
        done.append('x')
""",
    "a model's own error": """\
def view(M=int):
    try:
        return ask('x')
    except M.DoesNotExist:
        return 1
""",
}


@pytest.mark.parametrize("source", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_clauses_that_let_it_out_stay(tmp_path: Path, source: str) -> None:
    assert "CancelledError" not in converted(tmp_path, source)


def test_what_a_clause_does_is_done_for_a_cancellation_too(tmp_path: Path) -> None:
    source = """\
def view():
    try:
        return ask('x')
    except:  # whatever it is
        write('failed')
        return 1
"""
    after = converted(tmp_path, source)
    assert (
        "    except asyncio.CancelledError:\n        await sync_to_async(write)('failed')\n        raise\n"
        "    except:  # whatever it is\n        await sync_to_async(write)('failed')\n        return 1\n"
    ) in after
    assert ends(after) == {("cancelled", ("wrote failed",))}
    assert protected(tmp_path, source)[2].doubts != ()


def test_a_copied_clause_raises_on_all_its_ways(tmp_path: Path) -> None:
    source = """\
def view():
    try:
        return ask('x')
    except BaseException as e:
        done.append(type(e).__name__)
        if done:
            return 1
        for i in (1, 2):
            break
        return write('x')
"""
    after = converted(tmp_path, source)
    assert outcome(after, fails=True) == outcome(source, fails=True)
    assert ends(after) == {("cancelled", ("CancelledError",))}


def test_a_file_is_closed(tmp_path: Path) -> None:
    source = """\
def view():
    file = open(__import__('os').devnull)
    a = ask(file.name)
    file.close()
    return a
"""
    after = converted(tmp_path, source)
    assert (
        "    with open(__import__('os').devnull) as file:\n        a = await aask(file.name)\n    return a\n" in after
    )
    assert outcome(after) == outcome(source)


def test_a_flag_that_is_taken_back_in_any_case_is_a_doubt(tmp_path: Path) -> None:
    source = """\
from django.core.cache import cache
def view():
    cache.add('k', 1)
    try:
        return ask('x')
    finally:
        cache.delete('k')
"""
    found = protected(tmp_path, source)[2]
    assert found.reason == ""
    assert found.doubts == ("'k' stays set in the cache until it expires when the client leaves just as it is set",)
