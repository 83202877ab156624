"""Coroutine functions await what they would start another event loop for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from channels_fix.engine import fix_text
from channels_fix.results import Settings

SOURCE = """\
import asyncio

from asgiref.sync import async_to_sync


async def ask(number):
    await asyncio.sleep(0)
    return [number]


async def main():
    first = async_to_sync(ask)(1)
    return first + asyncio.run(ask(2)), asyncio.run(ask(3))[0]
"""


def main_of(text: str) -> object:
    module: dict[str, object] = {}
    exec(compile(text, "asking", "exec", dont_inherit=True), module)
    return asyncio.run(module["main"]())  # type: ignore[operator]


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_coroutine_is_awaited_where_a_loop_was_to_be_started() -> None:
    result = fix_text(SOURCE.encode(), Settings(select=("AV002",)), Path("/nowhere/asking.py"))
    after = (result.after or b"").decode()

    with pytest.raises(RuntimeError):
        main_of(SOURCE)
    assert main_of(after) == ([1, 2], 3)
    assert "return first + await ask(2), (await ask(3))[0]" in after
