"""Which functions become coroutine functions: where they stand, or as a twin beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from keyword import iskeyword

from channels_fix.bindings import is_bound_anywhere
from channels_fix.project import Project
from codemods.async_views.decision.callers import Caller, Use, callers_of
from codemods.async_views.decision.catching import caught_unchanged
from codemods.async_views.decision.graph import Graph
from codemods.async_views.decision.helpers import is_named_elsewhere, kin, unfitness
from codemods.async_views.decision.rewriting import Naming, Rewriting, rewriting_of
from codemods.routines import Routine
from codemods.views.answers import answers_in

Unit = tuple[Routine, ...]
"""Functions that become coroutine functions together or not at all."""


class Forms:
    """Works out which functions become coroutine functions.

    It begins with all that may, and takes away those that cannot, until what is left holds: a function that awaits
    another one depends on that, and so on.

    Args:
        graph: Who calls whom.
        views: The handlers of the views that may be converted, those of one view together.
    """

    def __init__(self, graph: Graph, views: Sequence[Unit]) -> None:
        self.graph = graph
        self.project: Project = graph.project
        self.reasons: dict[Routine, str] = {}
        """Why a function does not become a coroutine function."""
        self.units: dict[Routine, Unit] = {}
        self.handlers = frozenset(handler for unit in views for handler in unit)
        self._add(_merged(views))
        helpers = {way[-1] for handler in sorted(self.handlers, key=_place) for way in graph.reached(handler)}
        for helper in sorted(helpers - self.handlers, key=_place):
            reason = unfitness(helper, self.project)
            if reason:
                self.reasons[helper] = reason
            else:
                self._add([kin(helper, self.project)])
        self.rewritings: dict[Routine, Rewriting] = {}
        self._settle()
        self.twins: dict[Routine, str] = self._twins()
        for routine in self.coroutines:
            self.rewritings[routine] = self._rewriting(routine, self.name_of)

    @property
    def coroutines(self) -> tuple[Routine, ...]:
        """The functions that become coroutine functions, in a settled order."""
        return tuple(sorted(self.units, key=_place))

    def name_of(self, routine: Routine) -> str:
        """What a function that becomes a coroutine function is called then."""
        return self.twins.get(routine, routine.node.name)

    def _add(self, units: Iterable[Unit]) -> None:
        for unit in units:
            for routine in unit:
                self.units[routine] = unit

    def _rewriting(self, routine: Routine, naming: Naming) -> Rewriting:
        others = [one for one in self.units[routine] if one is not routine] if answers_in(routine, self.project) else []
        writes = any(self.graph.writes(one) for one in others)
        return rewriting_of(routine, self.units, self.graph, naming, answer_writes=writes)

    def _settle(self) -> None:
        """Take away what cannot become a coroutine function, and what gains nothing by it."""
        while True:
            self.rewritings = {one: self._rewriting(one, lambda routine: routine.node.name) for one in self.coroutines}
            failed = {one: found.reason for one, found in self.rewritings.items() if found.reason}
            wanted = self.handlers.union(*(found.awaited for found in self.rewritings.values()))
            for unit in dict.fromkeys(self.units.values()):
                gains = any(self.rewritings[one].gain for one in unit) and not wanted.isdisjoint(unit)
                if not failed.keys() & set(unit) and not gains:
                    failed |= {one: self.rewritings[one].left for one in unit}
            failed = failed or self._needed()
            if not failed:
                return
            for one, reason in failed.items():
                for other in self.units.get(one, ()):
                    self.units.pop(other, None)
                    if reason:
                        self.reasons.setdefault(other, reason)

    def _needed(self) -> dict[Routine, str]:
        """What has to change where it stands or not at all, and is needed as it is."""
        fixed = [one for one in self.coroutines if not self._may_be_twin(one)]
        found = {one: caught_unchanged(one, self.units, self.graph) for one in fixed}
        for made in self.rewritings.values():
            found |= {one: made.left for one in fixed if one in made.kept and made.left}
        return {one: reason for one, reason in found.items() if reason}

    def _twins(self) -> dict[Routine, str]:
        """The helpers that somebody else needs as they are, and what else these need."""
        callers = {one: list(callers_of(one, self.project)) for one in self.coroutines if self._may_be_twin(one)}
        found: dict[Routine, str] = {}
        kept = {one for made in self.rewritings.values() for one in made.kept}
        while more := [
            one
            for one, several in callers.items()
            if one not in found
            and (
                one in kept
                or is_named_elsewhere(one, self.project)
                or not all(self._can_await(caller, found) for caller in several)
            )
        ]:
            # what may be called in the place of one another must have one name
            for unit in dict.fromkeys(self.units[one] for one in more):
                found |= dict.fromkeys((one for one in unit if self._may_be_twin(one)), twin_name(unit))
        return found

    def _may_be_twin(self, routine: Routine) -> bool:
        return routine not in self.handlers and not routine.is_coroutine

    def _can_await(self, caller: Caller, twins: Mapping[Routine, str]) -> bool:
        runner = caller.runner
        return caller.use is Use.CALLED and runner is not None and runner in self.units and runner not in twins


def _merged(units: Sequence[Unit]) -> list[Unit]:
    """The units with those joined that have a function in common."""
    found: list[dict[Routine, None]] = []
    for unit in units:
        joined = dict.fromkeys(unit)
        apart = []
        for known in found:
            if known.keys() & joined.keys():
                joined = {**known, **joined}
            else:
                apart.append(known)
        found = [*apart, joined]
    return [tuple(one) for one in found]


def twin_name(unit: Unit) -> str:
    """What the coroutine functions beside functions of one name are called: as Django calls its own."""
    name = unit[0].node.name
    bare = name.lstrip("_")
    wanted = (f"{name[: len(name) - len(bare)]}a{bare}", f"{name}_async", *(f"{name}_async{n}" for n in range(2, 100)))
    trees = dict.fromkeys(one.module.tree for one in unit)
    return next(one for one in wanted if not iskeyword(one) and not any(is_bound_anywhere(tree, one) for tree in trees))


def _place(routine: Routine) -> tuple[str, int]:
    return (str(routine.module.path), routine.node.lineno)
