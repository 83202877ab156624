"""A run of statements becomes a local function: it does the same, with the same names afterwards."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path
from typing import Any

import pytest
import trees

from channels_fix.edits.asynchronous import MakeFunctionAsync
from channels_fix.rewrite import rewrite
from channels_fix.verify import verify
from codemods.async_views.regions.outlining import plan_outline
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Way
from codemods.routines import routines_of


def planned(root: Path, text: str) -> tuple[Body, Way | str]:
    """The plan for the statements between the comments `# <` and `# >` of the first function."""
    index = trees.project(root, {"app.py": text})
    module = trees.module(index, root, "app.py")
    body = Body.of(next(one for one in routines_of(module) if one.node.name == "f"), index)
    first, last = (text[: text.index(mark)].count("\n") + 1 for mark in ("# <\n", "# >"))
    run = [
        node
        for node in ast.walk(body.routine.node)
        if isinstance(node, ast.stmt)
        and first < node.lineno <= last
        and body.statement(body.parents[node]).lineno <= first
    ]
    calls = [node for one in run for node in ast.walk(one) if isinstance(node, ast.Call)]
    return body, plan_outline(run, body, calls[:1])


def outlined(root: Path, text: str) -> str:
    """The text with the function."""
    body, way = planned(root, text)
    assert isinstance(way, Way), way
    span = body.span(body.routine.node)
    edits = [MakeFunctionAsync(span), *way.edits]
    after = rewrite(text, edits, way.imports)
    verify(text, after, edits, {name.module for name in way.imports})
    return after


def refused(root: Path, text: str) -> str:
    """Why it cannot be a function."""
    _, way = planned(root, text)
    assert isinstance(way, str)
    return way


def outcome(text: str, *arguments: Any) -> Any:
    """What the function `f` of a source gives, or the error that it raises, and what it noted."""
    names: dict[str, Any] = {"notes": []}
    exec(compile(text, "app.py", "exec"), names)
    try:
        result = names["f"](*arguments)
        result = asyncio.run(result) if asyncio.iscoroutine(result) else result
    except Exception as error:  # noqa: BLE001 - whatever it raises is what is compared
        result = repr(error)
    return result, names["notes"]


SAME = {
    "nothing comes out": """\
def f(x):
    # <
    notes.append(x)
    notes.append(2)
    # >
    return x
""",
    "one name comes out": """\
def f(x):
    # <
    y = x + 1
    # >
    return y
""",
    "two names come out": """\
def f(x):
    # <
    y = x + 1
    z = y * 2
    # >
    return y, z
""",
    "a name is changed": """\
def f(x):
    # <
    x += 1
    # >
    return x
""",
    "a name is changed on a path": """\
def f(x):
    y = 0
    # <
    if x:
        y = 1
    # >
    return y
""",
    "all paths return": """\
def f(x):
    # <
    if x:
        return 1
    return 2
    # >
""",
    "all paths return or raise": (
        """\
def f(x):
    # <
    if x:
        raise ValueError(x)
    return 2
    # >
    return 3
"""
    ),
    "a path returns something": (
        """\
def f(x):
    # <
    if x:
        return 'early'
    notes.append(x)
    # >
    return 'late'
"""
    ),
    "an error is handled outside": (
        """\
def f(x):
    step = 0
    try:
        # <
        step = 1
        1 / x
        step = 2
        # >
    except ZeroDivisionError:
        notes.append(step)
    return step
"""
    ),
    "in a loop": (
        """\
def f(x):
    total = 0
    for i in range(3):
        # <
        total += i
        last = total
        # >
        notes.append(last)
    return total
"""
    ),
    "a value of the last turn": (
        """\
def f(x):
    old = None
    for i in range(3):
        notes.append(old)
        # <
        old = i
        # >
    return x
"""
    ),
    "a loop that is left inside": (
        """\
def f(x):
    # <
    for i in range(9):
        if i > x:
            break
    else:
        i = -1
    # >
    return x
"""
    ),
    "a function sees the name": (
        """\
def f(x):
    y = 1
    def look():
        return y
    # <
    y = 2
    notes.append(look())
    # >
    return look()
"""
    ),
    "a function is made": """\
def f(x):
    # <
    def g():
        return x
    # >
    return g()
""",
    "a name of the module": """\
c = 0
def f(x):
    global c
    # <
    c += x
    # >
    return c
""",
    "a with that may suppress": (
        """\
import contextlib
def f(x):
    y = 0
    with contextlib.suppress(ZeroDivisionError):
        pass
    # <
    with contextlib.suppress(ZeroDivisionError):
        y = 1 / x
    # >
    return y
"""
    ),
    "an error keeps its context": (
        """\
def f(x):
    try:
        1 / 0
    except ZeroDivisionError as error:
        # <
        notes.append(1)
        raise
        # >
"""
    ),
    "names with other meanings elsewhere": (
        """\
def f(x):
    for i in range(2):
        notes.append(i)
    # <
    for i in range(3):
        notes.append(i)
    # >
    for i in range(4):
        notes.append(i)
    return [i for i in (1,)]
"""
    ),
    "a walrus": """\
def f(x):
    # <
    if (y := x + 1):
        notes.append(y)
    # >
    return y
""",
    "on the line of the if": """\
def f(x):
    if x:
        # <
        y = 1; notes.append(y) # >
    return x
""",
    "deleted again": """\
def f(x):
    # <
    y = x
    del y
    # >
    return x
""",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
@pytest.mark.parametrize("argument", [0, 3])
def test_the_function_does_the_same(tmp_path: Path, text: str, argument: int) -> None:
    after = outlined(tmp_path, text)
    assert "sync_to_async(" in after
    assert outcome(after, argument) == outcome(text, argument)


REFUSED = {
    "leaves the loop": (
        """\
def f(x):
    for i in x:
        # <
        if i:
            break
        # >
""",
        "loop",
    ),
    "may return None": (
        """\
def f(x):
    # <
    if x:
        return x
    # >
    return 1
""",
        "None",
    ),
    "returns or goes on": (
        """\
def f(x):
    # <
    if x:
        return 'a'
    y = 1
    # >
    return y
""",
        "go on with `y`",
    ),
    "yields": (
        """\
def f(x):
    # <
    yield x
    # >
""",
        "yield",
    ),
    "a name on some paths": (
        """\
def f(x):
    # <
    if x:
        y = 1
    # >
    return y
""",
        "`y`",
    ),
    "a name that only a handler asks for": (
        """\
def f(x):
    try:
        # <
        y = 1
        1 / x
        # >
    except Exception:
        return y
""",
        "`y`",
    ),
    "a name that a function asks for": (
        """\
def f(x):
    def g():
        return y
    # <
    y = 1
    g()
    # >
    return y
""",
        "`y`",
    ),
    "calls super": (
        """\
class A:
    def f(self):
        # <
        super().f()
        # >
""",
        "super",
    ),
    "all local variables": (
        """\
def f(x):
    # <
    y = 1
    # >
    return locals()
""",
        "local variables",
    ),
    "next without a default": (
        """\
def f(x):
    # <
    y = next(x)
    # >
    return y
""",
        "next",
    ),
    "an outer scope": (
        """\
def f(x):
    # <
    global y
    y = 1
    # >
""",
        "outer scope",
    ),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_a_function_says_why(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in refused(tmp_path, text)


def test_comments_and_empty_lines_are_kept(tmp_path: Path) -> None:
    text = """\
def f(order):
    check(order)

    # both or none
    # <
    order.paid = True  # the flag
    order.save()
    # >

    # done
    return order
"""
    assert outlined(tmp_path, text) == (
        "from asgiref.sync import sync_to_async\n\n\n"
        "async def f(order):\n    check(order)\n\n    def _save_order():\n        # both or none\n        # <\n"
        "        order.paid = True  # the flag\n        order.save()\n\n    await sync_to_async(_save_order)()\n"
        "    # >\n\n    # done\n    return order\n"
    )


@pytest.mark.parametrize(
    ("calls", "name"),
    [
        ("order.save()", "_save_order"),
        ("Order.objects.create()", "_create_order"),
        ("Order.objects.filter(x).update(y=1)", "_update_order"),
        ("request.user.save()", "_save_user"),
        ("send_mail(x)", "_send_mail"),
        ("OrderLine.objects.bulk_create([])", "_bulk_create_order_line"),
    ],
)
def test_a_name_says_what_is_done(tmp_path: Path, calls: str, name: str) -> None:
    text = f"def f(order, request, x):\n    # <\n    {calls}\n    # >\n    return 1\n"
    assert f"def {name}():" in outlined(tmp_path, text)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    text = """\
def f(order):
    # <
    order.save()
    # >
    return 1


def _save_order(): ...
"""
    assert "def _save_order2():" in outlined(tmp_path, text)
