"""Finds what a consumer starts and does not end when its client leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from channels_fix.module import Class, Module
from channels_fix.project import Project
from codemods.cancellation.outliving.endpath import EndPath
from codemods.cancellation.outliving.runs import Runs
from codemods.cancellation.outliving.starts import Kind, Start, Starts
from codemods.cancellation.outliving.whereabouts import How, Kept, Whereabouts, is_passed_on
from codemods.cancellation.outliving.work import THREADS, Work
from codemods.consumers import Consumer, as_consumer, consumers_of
from codemods.stop_consumer.looping.inline import Place


@dataclass
class Outliving:
    """Something that is started and goes on.

    `method` is the method of a consumer in which it is started, by itself or by a helper; `ended` names the consumers
    that run the same method and do end it.
    """

    start: Start
    work: Work
    kept: frozenset[Kept]
    method: Place
    consumers: list[Consumer] = field(default_factory=list)
    ended: list[Consumer] = field(default_factory=list)


def outliving(module: Module, project: Project) -> list[Outliving]:
    """What the methods in `module` start and nobody ends, whichever consumers it outlives."""
    found: dict[object, Outliving] = {}
    for cls in module.classes.values():
        for consumer in _consumers(cls, project):
            for fault, ends in _View.of(consumer, project).faults(cls):
                known = found.setdefault(fault.start.call, fault)
                consumers = known.ended if ends else known.consumers
                if not any(one.cls is consumer.cls for one in consumers):
                    consumers.append(consumer)
    return [fault for fault in found.values() if fault.consumers]


def _consumers(cls: Class, project: Project) -> list[Consumer]:
    """The consumers that run the methods of `cls`, its heirs too: one of them may have another `disconnect()`."""
    own = consumers_of(cls, project)
    if any(consumer.cls is cls for consumer in own):
        heirs = (as_consumer(heir, project) for heir in project.descendants(cls))
        own = [*own, *(heir for heir in heirs if heir and heir.protocols)]
    return own


class _View:
    """One consumer, with all that it starts."""

    def __init__(self, consumer: Consumer, project: Project) -> None:
        self.runs = Runs(consumer, project)
        self.starts = Starts(self.runs)

    @classmethod
    def of(cls, consumer: Consumer, project: Project) -> _View:
        return project.once(("what outlives", consumer.cls), lambda: cls(consumer, project))

    @cached_property
    def end(self) -> EndPath:
        return EndPath(self.runs)

    def faults(self, cls: Class) -> list[tuple[Outliving, bool]]:
        """What is started in the methods of one class, with whether it is ended."""
        found = []
        for place, method in self.runs.owned(cls):
            for start in self.starts.of(place):
                if self.end.holds(method):
                    continue
                kept = Whereabouts(start, self.starts).kept()
                if any(one.how is How.ELSEWHERE for one in kept):
                    continue
                work = Work(start, self.starts)
                if self._matters(start, work):
                    ends = self._is_ended(start, work, kept)
                    found.append((Outliving(start, work, frozenset(kept), method), ends))
        return found

    def _matters(self, start: Start, work: Work) -> bool:
        """Whether it would be felt that this goes on without the client."""
        if start.kind is Kind.GROUP:
            return True
        if start.kind in THREADS and start.kind is not Kind.TIMER:
            return work.goes_on
        return work.goes_on or work.sends

    def _is_ended(self, start: Start, work: Work, kept: set[Kept]) -> bool:
        if self.end.ends_all or any(self.end.may_end(one) for one in kept):
            return True
        for one in kept if start.kind is not Kind.GROUP else ():
            if one.how is not How.SHARED and is_passed_on(one.name, start, self.starts):
                return True
        decides, uses = work.depends_on()
        if start.kind in THREADS and not self.end.is_unknown:
            decides |= uses  # a flag that is set for a thread may be asked anywhere
        return bool(decides & self.end.changed) or bool(uses & self.end.closed)
