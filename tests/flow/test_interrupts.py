"""An exception that may come up at every await: once on each path, in the function itself."""

from __future__ import annotations

import ast

import pytest
from asking import KEY, LibDomain, module

from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question
from channels_fix.flow.states import Frame
from channels_fix.flow.values import Object, Routine


def ways(body: str, above: str = "") -> set[str]:
    """How control leaves a method when a KeyError may come up at each of its awaits and yields."""
    lines = "".join(f"        {line}\n" for line in body.splitlines())
    project, found = module(f"{above}\n\nclass Subject:\n    async def ask(self):\n{lines}")
    cls = found.classes["Subject"]
    method = cls.method("ask")
    assert method is not None

    def everywhere(node: ast.AST, frame: Frame) -> bool:
        del node, frame
        return True

    question = Question(KEY, LibDomain(project), Mends(), KEY, interrupts=everywhere)
    routine = Routine(method, found, (), cls, (Object(cls),), is_async=True)
    outcomes = Interpreter(project, question).follow(routine, ())
    return {f"{one.exit.value} {one.thrown.name if one.thrown else ''}".strip() for one in outcomes}


@pytest.mark.parametrize(
    "body",
    [
        "await other()",
        "async with other():\n    pass",
        "async for _ in other():\n    pass",
        "x = [one async for one in other()]",
        "x = [await one for one in other]",
        "yield 1",
    ],
)
def test_comes_up_wherever_the_task_waits(body: str) -> None:
    assert ways(body) == {"fall", "raise builtins.KeyError"}


@pytest.mark.parametrize("body", ["other()", "x = other()", "with other():\n    pass", "for _ in other():\n    pass"])
def test_comes_up_nowhere_else(body: str) -> None:
    assert ways(body) == {"fall"}


def test_comes_up_once_only() -> None:
    assert ways("try:\n    await other()\nexcept KeyError:\n    await other()") == {"fall"}


def test_comes_up_at_the_await_of_a_helper_and_not_inside_of_it() -> None:
    helper = "async def helper():\n    try:\n        await other()\n    except KeyError:\n        pass\n"

    assert ways("await helper()", helper) == {"fall", "raise builtins.KeyError"}


def test_function_that_is_only_defined_does_not_wait() -> None:
    assert ways("async def inner():\n    await other()") == {"fall"}


def test_endless_loop_is_one_way_among_others() -> None:
    assert ways("while True:\n    await other()") == {"never", "raise builtins.KeyError"}
