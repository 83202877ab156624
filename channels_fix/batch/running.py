"""A run over many repositories: several at a time, until all are done or it is ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol

from channels_fix.batch.migrating import Migration
from channels_fix.batch.outcome import FAILED, Outcome
from channels_fix.batch.repository import Repository

_AWAKE = 1.0
"""Seconds after which the main thread looks up: a signal that came just as it fell asleep has not woken it."""


class Watcher(Protocol):
    """Is told what happens, from several threads."""

    def begins(self, repository: Repository, step: str) -> None:
        """A step of a repository begins."""
        ...

    def ends(self, repository: Repository, outcome: Outcome) -> None:
        """A repository is done."""
        ...


def run(
    migration: Migration,
    repositories: Sequence[Repository],
    watcher: Watcher,
    *,
    at_once: int,
    max_failures: int | None = None,
    again: bool = False,
) -> Iterator[Outcome]:
    """Migrate repositories and yield how each of them ended, in the order in which they do; none for one not begun.

    Args:
        migration: Migrates one.
        repositories: All of them.
        watcher: Is told what happens.
        at_once: How many are under way at a time.
        max_failures: After how many failures no other is begun; None for any number.
        again: Whether what failed before for reasons that stay is tried once more.
    """
    waiting = iter(repositories)
    failures = 0
    running: dict[Future[Outcome], Repository] = {}

    def one(repository: Repository) -> Outcome:
        return migration.run(repository, lambda step: watcher.begins(repository, step), again=again)

    with ThreadPoolExecutor(at_once, thread_name_prefix="migrate") as threads:
        try:
            while True:
                is_over = max_failures is not None and failures >= max_failures
                while not is_over and len(running) < at_once and (repository := next(waiting, None)) is not None:
                    running[threads.submit(one, repository)] = repository
                if not running:
                    break
                for future in wait(running, timeout=_AWAKE, return_when=FIRST_COMPLETED).done:
                    outcome = future.result()
                    failures += outcome.outcome == FAILED
                    watcher.ends(running.pop(future), outcome)
                    yield outcome
        except BaseException:
            # what runs is ended first: the threads wait for it
            migration.executor.close()
            threads.shutdown(cancel_futures=True)
            raise
