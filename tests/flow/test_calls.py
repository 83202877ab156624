"""What becomes of an awaitable: awaited at once, run as a task, gathered, waited for; and what gets out of sight."""

from __future__ import annotations

import pytest
from asking import KEY, WORD, LibDomain, module, ways

from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question
from channels_fix.flow.values import Routine

RAISES = ["raise KeyError"]
FALLS = ["fall"]
TASK = "task = asyncio.create_task(lib.arisky())\n"
WAIT = f"{TASK}await asyncio.wait([task])\n"
GATHER = "results = await asyncio.gather(lib.arisky(), other(), return_exceptions=True)\n"


@pytest.mark.parametrize(
    "body",
    [
        "await asyncio.gather(lib.arisky(), other())",
        "await asyncio.gather(lib.arisky(), return_exceptions=False)",
        "calls = [lib.arisky()]\nawait asyncio.gather(*calls)",
        f"{TASK}await task",
        f"{TASK}await asyncio.gather(task)",
        f"{TASK}await asyncio.shield(task)",
        f"{TASK}try:\n    await task\nexcept ValueError:\n    pass",
        "await asyncio.ensure_future(lib.arisky())",
        "loop = asyncio.get_running_loop()\nawait loop.create_task(lib.arisky())",
        "self.task = asyncio.create_task(lib.arisky())\nawait self.task",
        f"{WAIT}await task",
        f"{WAIT}task.result()",
        f"{WAIT}raise task.exception()",
        f"{WAIT}if task.done() and task.exception():\n    raise task.exception()",
        f"{TASK}done, pending = await asyncio.wait({{task}})\nfor one in done:\n    one.result()",
        "done, _ = await asyncio.wait([lib.arisky()])\nx = [one.result() for one in done]",
        "for one in asyncio.as_completed([other(), lib.arisky()]):\n    await one",
        f"{GATHER}raise results[0]",
        f"{GATHER}for one in results:\n    if isinstance(one, KeyError):\n        raise one",
        f"{GATHER}first, *rest = results\nraise first",
        f"{GATHER}*rest, last = [1, *results]\nraise rest[1]",
        f"{GATHER}for one in [one for one in results[:1] or results]:\n    pass\nraise results[0]",
        f"{GATHER}if any(isinstance(one, KeyError) for one in results):\n    raise KeyError",
        f"{GATHER}raise next(one for one in results if isinstance(one, KeyError))",
    ],
)
def test_awaitable_that_is_asked_raises(body: str) -> None:
    assert set(ways(body)) <= {"raise KeyError", "raise KeyError?"}


@pytest.mark.parametrize(
    "body",
    [
        "lib.arisky()",
        "asyncio.create_task(lib.arisky())",
        TASK,
        f"{TASK}task.add_done_callback(other)",
        f"{TASK}logger.debug('started %s', task)",
        f"{TASK}print(task)",
        WAIT,
        f"{WAIT}task.exception()",
        f"{WAIT}if task.cancelled():\n    await task",
        f"{TASK}try:\n    await task\nexcept Exception:\n    pass",
        "self.kept = asyncio.create_task(lib.arisky())",
        "self.kept.add(asyncio.create_task(lib.arisky()))",
        GATHER,
        f"{GATHER}logger.info('%s', results)",
        f"{GATHER}x = len([one for one in results if isinstance(one, KeyError)])",
        f"{GATHER}first, second = results",
        "x = await asyncio.gather(*[lib.arisky()], return_exceptions=True)",
    ],
)
def test_awaitable_that_nobody_asks_keeps_the_exception(body: str) -> None:
    assert ways(body) == FALLS


@pytest.mark.parametrize(
    "body",
    [
        f"{TASK}other(task)",
        f"{TASK}tasks = {{'first': task}}",
        f"{TASK}self.tasks[0] = task",
        f"{TASK}tasks = unknown() + [task]",
        f"{TASK}tasks += [task]",
        f"{TASK}[await one for one in unknown() if one is task]",
        f"{TASK}self.read.add(task)\nother(self.read)",
        f"{TASK}tasks = [*unknown(), task]",
        f"{GATHER}other(results)",
        f"{GATHER}first, second, third = results",
        f"{GATHER}x = {{one: 1 for one in results}}",
        f"{GATHER}self.results[word] = results",
        f"{GATHER}x = results[1:]",
        f"{WAIT}other(task.exception())",
    ],
)
def test_exception_that_gets_out_of_sight_is_not_known_to_be_lost(body: str) -> None:
    assert ways(body) == ["fall?"]


def test_task_that_another_method_reads_is_not_known_to_be_lost() -> None:
    above = "class Parent:\n    async def later(self):\n        await self.shared\n"
    assert ways("self.shared = asyncio.create_task(lib.arisky())", above) == ["fall?"]


def test_task_that_another_method_only_cancels_is_lost() -> None:
    above = "class Parent:\n    def close(self):\n        self.shared.cancel()\n"
    assert ways("self.shared = asyncio.create_task(lib.arisky())", above) == FALLS


def test_exception_that_a_clause_handles_may_be_shown_to_anybody() -> None:
    body = "try:\n    lib.risky()\nexcept KeyError as error:\n    other(error)"
    assert ways(body) == FALLS


@pytest.mark.parametrize(
    "keep",
    [
        "errors.append(error)\nif errors:\n    raise errors[0]",
        "errors['first'] = error\nother(errors)",
        "found = {'error': error}\nother(found)",
        "found = Pair(error)\nother(found)",
        "future.set_exception(error)\nawait future",
        "self.read.error = error",
    ],
)
def test_error_that_is_kept_for_later_is_not_known_to_be_lost(keep: str) -> None:
    first, _, rest = keep.partition("\n")
    body = f"try:\n    lib.risky()\nexcept KeyError as error:\n    {first}\n{rest}"
    assert "fall" not in ways(body, "class Pair:\n    pass\n")


def test_error_that_is_kept_in_an_attribute_and_raised_is_raised() -> None:
    body = "try:\n    lib.risky()\nexcept KeyError as error:\n    self.error = error\nraise self.error"
    assert ways(body) == RAISES


def test_error_that_is_kept_where_nobody_looks_is_lost() -> None:
    body = "try:\n    lib.risky()\nexcept KeyError as error:\n    self.error = error\n    self.errors.append(error)"
    assert ways(body) == FALLS


def test_awaitable_that_a_plain_function_returns_is_awaited_by_its_caller() -> None:
    project, found = module("import lib\n\n\nclass Subject:\n    def ask(self, word):\n        return lib.arisky()\n")
    method = found.classes["Subject"].method("ask")
    assert method is not None
    routine = Routine(method, found)
    question = Question(KEY, LibDomain(project), Mends(), KEY)
    (outcome,) = Interpreter(project, question).follow(routine, (WORD, WORD))
    assert outcome.thrown == KEY


def test_attribute_that_is_set_anew_is_not_the_task() -> None:
    body = "self.kept = asyncio.create_task(lib.arisky())\nself.kept = None\nawait self.kept"
    assert "raise KeyError" not in ways(body)


def test_condition_in_a_comprehension_that_cannot_be_known_goes_both_ways() -> None:
    body = "found = [lib.risky() for one in (1,) if unknown()]"
    assert ways(body) == ["fall", "raise KeyError"]


def test_variable_of_a_comprehension_ends_with_it() -> None:
    body = "call = lib.risky\nx = [call for call in (1, 2)]\ncall()"
    assert ways(body) == RAISES
