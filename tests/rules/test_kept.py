"""What keeps StopConsumer without a clause and is left to a person, with the reason; and what a group makes of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from trees import ASYNC

from channels_fix.engine import fix_text
from channels_fix.results import FileResult, Settings
from channels_fix.rule import Applicability

TASK = "a task keeps StopConsumer: await it when the message is the disconnect"
GATHER = "`gather` keeps StopConsumer as a result: raise it from the results"
MANAGER = "this context manager suppresses StopConsumer: catch the errors that you expect with try/except instead"
EXIT = "the `__exit__` does not name the exception: let it return a false value for StopConsumer"
NO_USE = "the exception goes on to be lost here: let it out by hand"
TWICE = "contextlib.suppress(OSError, Exception), contextlib.suppress(Exception)"
CALL = "super().dispatch(message)"
GROUP = f"        async with asyncio.TaskGroup() as group:\n            group.create_task({CALL})\n"


def result(root: Path, body: str, above: str = "") -> FileResult:
    head = f"import asyncio\nimport contextlib\n{ASYNC}\n\n{above}"
    method = f"class Chat(AsyncWebsocketConsumer):\n    async def dispatch(self, message):\n{body}"
    return fix_text(f"{head}{method}".encode(), Settings(select=("SC",)), root / "a.py")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (f"        await asyncio.wait([asyncio.create_task({CALL})])\n", TASK),
        (f"        return asyncio.create_task({CALL})\n", TASK),
        (f"        task = asyncio.create_task({CALL})\n        await self.note()\n        task = None\n", TASK),
        (f"        if self.far:\n            task = asyncio.create_task({CALL})\n        await self.note()\n", TASK),
        (f"        self.tasks = [asyncio.create_task({CALL})]\n", TASK),
        (f"        self.results = await asyncio.gather({CALL}, return_exceptions=True)\n", GATHER),
        (f"        print(await asyncio.gather({CALL}, return_exceptions=True))\n", GATHER),
        (f"        with {TWICE}:\n            await {CALL}\n", MANAGER),
        (f"        quiet = contextlib.suppress(Exception)\n        with quiet:\n            await {CALL}\n", MANAGER),
    ],
)
def test_keeper_that_is_left_to_a_person_says_why(body: str, reason: str, tmp_path: Path) -> None:
    found = result(tmp_path, body)
    assert [(one.applicability, one.reason) for one in found.findings] == [(Applicability.DISPLAY, reason)]
    assert (found.after, found.error) == (None, None)


@pytest.mark.parametrize(
    ("exit_", "reason"),
    [
        ("def __exit__(self, kind, *rest):\n        return True\n", EXIT),
        ("__exit__ = lambda self, *details: True\n", EXIT),
        ("def __exit__(self, kind, error, _):\n        error = str(error)\n        return True\n", NO_USE),
    ],
)
def test_exit_that_cannot_tell_the_exception_is_left_to_a_person(exit_: str, reason: str, tmp_path: Path) -> None:
    above = f"class Quiet:\n    def __enter__(self): ...\n\n    {exit_}\n\n"
    found = result(tmp_path, f"        with Quiet():\n            await {CALL}\n", above)
    assert [(one.applicability, one.reason) for one in found.findings] == [(Applicability.DISPLAY, reason)]
    assert (found.after, found.error) == (None, None)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="except* came with 3.11")
def test_except_star_with_an_else_is_left_to_a_person(tmp_path: Path) -> None:
    body = f"        try:\n            await {CALL}\n        except* Exception:\n            pass\n"
    (finding,) = result(tmp_path, f"{body}        else:\n            await self.note()\n").findings
    assert finding.reason == (
        "an `except*` cannot let StopConsumer out: catch it in a try inside, and raise it behind the `else`"
    )


@pytest.mark.skipif(sys.version_info < (3, 11), reason="task groups came with 3.11")
def test_consumer_with_the_stop_in_a_group_ends_with_an_error(tmp_path: Path) -> None:
    (finding,) = result(tmp_path, GROUP).findings
    assert finding.applicability is Applicability.UNSAFE
    assert finding.message == (
        "Chat.dispatch: the exception group of `TaskGroup` holds StopConsumer, so the consumer ends with an error"
    )


@pytest.mark.skipif(sys.version_info < (3, 11), reason="task groups came with 3.11")
def test_error_of_the_disconnect_in_a_group_ends_the_consumer_as_it_is(tmp_path: Path) -> None:
    failing = "\n    async def disconnect(self, code):\n        raise OSError\n"
    assert [finding.code for finding in result(tmp_path, GROUP + failing).findings] == ["SC001"]
