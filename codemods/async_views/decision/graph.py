"""Which functions of the project run one another, and what they do there that is slow."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from channels_fix.module import Class
from channels_fix.project import Project
from codemods.async_views.decision.decorated import decoration
from codemods.async_views.decision.files import changes_files
from codemods.async_views.steps.reading import steps_of, waits_of
from codemods.async_views.steps.step import Step
from codemods.async_views.values.blocking import objects
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

    @property
    def is_of_lock(self) -> bool:
        """Whether the step takes a lock, which most often is free."""
        return isinstance(self.step.node, ast.With) and self.step.name.removeprefix("with ") in objects("locks")


class Graph:
    """Knows which functions the functions of a project run.

    Args:
        project: The index.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._steps: dict[Routine, tuple[Step, ...]] = {}
        self._harmless: dict[Routine, bool] = {}
        self._slow: dict[tuple[Routine, Class | None], bool] = {}
        self._writes: dict[Routine, bool] = {}
        self._unsure: dict[Routine, bool] = {}

    def steps(self, routine: Routine, changes: Callable[[Routine], bool] | None = None) -> tuple[Step, ...]:
        """What a function does that a coroutine must do in another way, as far as that is more than a harmless call.

        Args:
            routine: The function.
            changes: Whether a function has to be awaited, however harmless it is: it changes where it stands.
        """
        if routine not in self._steps:
            found = steps_of(routine, self.project)
            self._steps[routine] = tuple(step for step in found if not step.callee or self.is_run(step))
        if changes is None:
            return self._steps[routine]
        known = frozenset(step.node for step in self._steps[routine])
        every = steps_of(routine, self.project)
        return tuple(step for step in every if step.node in known or any(map(changes, step.callees)))

    def is_run(self, step: Step) -> bool:
        """Whether the functions that a step calls do anything that the event loop must not do."""
        return any(not one.is_coroutine and not self.is_harmless(one) for one in step.callees)

    def reached(self, start: Routine) -> Iterator[tuple[Routine, ...]]:
        """Yield the ways from a function to those that it runs, itself among them, the shortest ways first."""
        return self._reached(start, steps_of)

    def _reached(self, start: Routine, read: Reading, cls: Class | None = None) -> Iterator[tuple[Routine, ...]]:
        known = {start}
        own = {start} if cls else set()
        """The methods that the object runs on which `start` is called."""
        ways: list[tuple[Routine, ...]] = [(start,)]
        for way in ways:
            yield way
            for step in read(way[-1], self.project):
                is_own = way[-1] in own and _is_own(step, way[-1])
                for callee in self._of_class(step, cls) if is_own and cls else step.callees:
                    if callee not in known and not callee.is_coroutine:
                        known.add(callee)
                        own |= {callee} if is_own else set()
                        ways.append((*way, callee))

    def _of_class(self, step: Step, cls: Class) -> tuple[Routine, ...]:
        """Of the methods that a call of an object's own may run, the one that objects of a class have."""
        line = self.project.mro(cls)
        found = [one for one in step.callees if one.cls in line]
        return (min(found, key=lambda one: line.index(one.cls)),) if found else ()

    def is_harmless(self, routine: Routine) -> bool:
        """Whether the event loop may run a function as it is."""
        if routine not in self._harmless:
            self._harmless[routine] = not any(
                decoration(way[-1], self.project) or any(not step.callee for step in steps_of(way[-1], self.project))
                for way in self.reached(routine)
            )
        return self._harmless[routine]

    def writes(self, routine: Routine) -> bool:
        """Whether a function, or one that it runs, changes what outlasts the request."""
        if routine not in self._writes:
            rows = any(step.writes for way in self.reached(routine) for step in self.steps(way[-1]))
            self._writes[routine] = rows or changes_files(routine, self.project)
        return self._writes[routine]

    def is_unsure(self, routine: Routine) -> bool:
        """Whether a function, or one that it runs, does something of which nothing is known."""
        if routine not in self._unsure:
            self._unsure[routine] = any(step.unsure for way in self.reached(routine) for step in self.steps(way[-1]))
        return self._unsure[routine]

    def is_slow(self, routine: Routine, cls: Class | None = None) -> bool:
        """Whether a function comes to a slow step; as a method of objects of a class."""
        if (routine, cls) not in self._slow:
            self._slow[routine, cls] = any(True for _ in self.slow(routine, cls))
        return self._slow[routine, cls]

    def slow(self, routine: Routine, cls: Class | None = None) -> Iterator[Chain]:
        """Yield the slow steps that a function comes to, the nearest first; as a method of objects of a class."""
        return (chain for chain in self.waiting(routine, cls) if chain.step.slow)

    def waiting(self, routine: Routine, cls: Class | None = None) -> Iterator[Chain]:
        """Yield the slow steps that a function comes to, and those that wait but are no reason to convert it."""
        for way in self._reached(routine, waits_of, cls):
            for step in waits_of(way[-1], self.project):
                if (step.slow or step.waits) and not step.callee:
                    yield Chain(way, step)


def _is_own(step: Step, routine: Routine) -> bool:
    """Whether a method calls another one of its object."""
    match step.node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))):
            return name == routine.receiver
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")))):
            return True
    return False
