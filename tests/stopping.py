"""Runs a coroutine and cancels it at one of its awaits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from dataclasses import dataclass
from typing import Any

from asgiref.sync import sync_to_async


@dataclass
class StoppedAt:
    """Awaits a coroutine whose task is cancelled when it waits for the time number `place`, counted from 0."""

    coroutine: Coroutine[Any, Any, Any]
    place: int
    waits: int = 0

    def __await__(self) -> Generator[Any, Any, Any]:
        """Drive the coroutine."""
        waited = self._turn(lambda: self.coroutine.send(None))
        while True:
            try:
                yield waited[0]
            except BaseException as error:  # noqa: BLE001 - the coroutine gets whatever comes, as if it were alone
                thrown = error
                waited = self._turn(lambda: self.coroutine.throw(thrown))  # noqa: B023 - called at once
            else:
                waited = self._turn(lambda: self.coroutine.send(None))
            if not waited:
                return

    def _turn(self, go_on: Any) -> list[Any]:
        try:
            waited = go_on()
        except StopIteration:
            return []
        task = asyncio.current_task()
        if self.waits == self.place and task is not None:
            task.cancel()
        self.waits += 1
        return [waited]


def run_to(coroutine: Coroutine[Any, Any, Any], place: int) -> str:
    """Cancel a coroutine at a place; say whether it was "cancelled", "answered" all the same, or "ended" before."""

    async def run() -> str:
        stopped = StoppedAt(coroutine, place)

        async def alone() -> None:
            await stopped

        try:
            await asyncio.create_task(alone())  # a cancellation may be left for an await that never comes
        except asyncio.CancelledError:
            return "cancelled"
        except Exception:  # noqa: BLE001 - an error is an answer, too
            return "answered" if stopped.waits > place else "ended"
        finally:
            await sync_to_async(int)()  # behind what still runs in the thread
        return "answered" if stopped.waits > place else "ended"

    return asyncio.run(run())
