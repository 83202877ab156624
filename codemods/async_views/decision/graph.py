"""Which functions of the project run one another, and what they do there that is slow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from channels_fix.project import Project
from codemods.async_views.decision.files import changes_files
from codemods.async_views.steps.reading import steps_of, waits_of
from codemods.async_views.steps.step import Step
from codemods.routines import Routine

Reading = Callable[[Routine, Project], "tuple[Step, ...]"]


@dataclass(frozen=True)
class Chain:
    """How a function comes to a step: through which calls, the function itself the first."""

    calls: tuple[Routine, ...]
    step: Step

    @property
    def line(self) -> int:
        """Where the step stands in the last of the functions."""
        return self.step.node.lineno


class Graph:
    """Knows which functions the functions of a project run.

    Args:
        project: The index.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._harmless: dict[Routine, bool] = {}

    def steps(self, routine: Routine) -> tuple[Step, ...]:
        """What a function does that a coroutine must do in another way, as far as that is more than a harmless call."""
        return tuple(step for step in steps_of(routine, self.project) if not step.callee or self.is_run(step))

    def is_run(self, step: Step) -> bool:
        """Whether the functions that a step calls do anything that the event loop must not do."""
        return any(not one.is_coroutine and not self.is_harmless(one) for one in step.callees)

    def reached(self, start: Routine) -> Iterator[tuple[Routine, ...]]:
        """Yield the ways from a function to those that it runs, itself among them, the shortest ways first."""
        return self._reached(start, steps_of)

    def _reached(self, start: Routine, read: Reading) -> Iterator[tuple[Routine, ...]]:
        known = {start}
        ways: list[tuple[Routine, ...]] = [(start,)]
        for way in ways:
            yield way
            for step in read(way[-1], self.project):
                for callee in step.callees:
                    if callee not in known and not callee.is_coroutine:
                        known.add(callee)
                        ways.append((*way, callee))

    def is_harmless(self, routine: Routine) -> bool:
        """Whether the event loop may run a function as it is."""
        if routine not in self._harmless:
            self._harmless[routine] = not any(
                not step.callee for way in self.reached(routine) for step in steps_of(way[-1], self.project)
            )
        return self._harmless[routine]

    def writes(self, routine: Routine) -> bool:
        """Whether a function, or one that it runs, changes what outlasts the request."""
        rows = any(step.writes for way in self.reached(routine) for step in self.steps(way[-1]))
        return rows or changes_files(routine, self.project)

    def slow(self, routine: Routine) -> Iterator[Chain]:
        """Yield the slow steps that a function comes to, the nearest first."""
        for way in self._reached(routine, waits_of):
            for step in waits_of(way[-1], self.project):
                if step.slow and not step.callee:
                    yield Chain(way, step)
