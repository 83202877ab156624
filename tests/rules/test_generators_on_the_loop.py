"""Coroutines that go through generators which block: what is said where no thread can take all of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from channels_fix.engine import fix_text
from channels_fix.results import Settings

SOURCE = """\
import asyncio
import time


def ticks(count):
    for number in range(count):
        time.sleep(1)
        yield number


def nested(count):
    yield from ticks(count)


async def main():
{}"""
PIECES = (
    "ticks is a generator, of which each piece waits on the event loop: let it be an asynchronous one, "
    "or let a thread make a list of it"
)


def reasons(body: str) -> list[str]:
    result = fix_text(
        SOURCE.format(body).encode(), Settings(select=("AV002",), unsafe_fixes=True), Path("/nowhere/a.py")
    )
    assert result.after is None
    return [one.reason for one in result.findings]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param("    for one in ticks(3):\n        print(one)\n", PIECES, id="loop"),
        pytest.param("    return [one + 1 for one in ticks(3)]\n", PIECES, id="comprehension"),
        pytest.param("    return ''.join(str(one) for one in ticks(3))\n", PIECES, id="taken whole"),
        pytest.param("    for one in nested(3):\n        print(one)\n", PIECES.replace("ticks", "nested"), id="chain"),
    ],
)
def test_generator_that_blocks_is_reported_where_it_is_read(body: str, reason: str) -> None:
    assert reasons(body) == [reason]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("    return ticks(3)\n", id="given back"),
        pytest.param("    return (one for one in ticks(3))\n", id="read later"),
        pytest.param("    return await asyncio.to_thread(list, ticks(3))\n", id="in a thread"),
        pytest.param(
            "    def inner(value):\n        return list(ticks(value))\n    return inner\n", id="inner function"
        ),
        pytest.param("    return lambda value=ticks(3): list(value)\n", id="default of a lambda"),
    ],
)
def test_generator_that_nobody_reads_here_is_not_reported(body: str) -> None:
    assert reasons(body) == []
