"""Which functions become coroutine functions: where they stand, or as a twin beside them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from keyword import iskeyword

from channels_fix.bindings import is_bound_anywhere
from channels_fix.project import Project
from codemods.async_views.decision.by_name import picked_by
from codemods.async_views.decision.catching import caught_unchanged, raised_from
from codemods.async_views.decision.graph import Graph
from codemods.async_views.decision.helpers import KEPT, is_named_elsewhere, kin, unfitness
from codemods.async_views.decision.rewriting import Naming, Rewriting, rewriting_of
from codemods.async_views.steps.callers import Caller, Use, callers_of
from codemods.async_views.steps.reading import steps_of
from codemods.routines import Routine
from codemods.views.answers import answers_in

Unit = tuple[Routine, ...]
"""Functions that become coroutine functions together or not at all."""
APART = "{} is called by what does not await it, too: define it in the module, where a second one can stand beside it"


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
        fit: list[Routine] = []
        for helper in sorted(helpers - self.handlers, key=_place):
            changing = [one for one in kin(helper, self.project) if one not in self.handlers]
            reason = next((why for one in changing if (why := unfitness(one, self.project))), "")
            if reason:
                self.reasons[helper] = reason
            else:
                fit.append(helper)
        units = _merged([kin(one, self.project) for one in fit] + self._alternatives(fit))
        # what is harmless as it is gains nothing, and those who hand it on need not mind
        self._add(unit for unit in units if not all(map(graph.is_harmless, unit)))
        self.rewritings: dict[Routine, Rewriting] = {}
        self._made: dict[Hashable, Rewriting] = {}
        """All that were ever made, by the function and what becomes of those that it calls."""
        self.twins: dict[Routine, str] = {}
        while True:
            self._settle()
            self.twins = self._twins()
            alone = {one: APART.format(one.node.name) for one in self.coroutines if self._lacks_twin(one)}
            if not alone:
                break
            self._take_away(alone)
        for routine in self.coroutines:
            self.rewritings[routine] = self._rewriting(routine, self.name_of)

    @property
    def coroutines(self) -> tuple[Routine, ...]:
        """The functions that become coroutine functions, in a settled order."""
        return tuple(sorted(self.units, key=_place))

    def name_of(self, routine: Routine) -> str:
        """What a function that becomes a coroutine function is called then."""
        return self.twins.get(routine, routine.node.name)

    def _alternatives(self, helpers: Sequence[Routine]) -> list[Unit]:
        """Those of which one call runs one or the other: they have one name, and are awaited all or none."""
        known = frozenset(helpers)
        steps = [step for one in (*sorted(self.handlers, key=_place), *helpers) for step in self.graph.steps(one)]
        several = [tuple(one for one in step.callees if one in known) for step in steps if not step.reason]
        return [unit for unit in several if len(unit) > 1]

    def _add(self, units: Iterable[Unit]) -> None:
        for unit in units:
            for routine in unit:
                self.units[routine] = unit

    def _rewriting(self, routine: Routine, naming: Naming) -> Rewriting:
        callees = dict.fromkeys(one for step in steps_of(routine, self.project) for one in step.callees)
        awaited = [(one, naming(one), raised_from(one, self.units, self.graph)) for one in callees if one in self.units]
        question = (routine, *awaited)
        if question not in self._made:
            answers = answers_in(routine, self.project)
            writes = any(self.graph.writes(one) for one in self.units[routine] if answers and one is not routine)
            self._made[question] = rewriting_of(routine, self.units, self.graph, naming, answer_writes=writes)
        return self._made[question]

    def _settle(self) -> None:
        """Take away what cannot become a coroutine function, and what gains nothing by it."""
        while True:
            self.rewritings = {one: self._rewriting(one, lambda routine: routine.node.name) for one in self.coroutines}
            failed = {one: found.reason for one, found in self.rewritings.items() if found.reason}
            wanted = self.handlers.union(*(found.awaited for found in self.rewritings.values()))
            gaining = self._gaining()
            for unit in dict.fromkeys(self.units.values()):
                gains = not gaining.isdisjoint(unit) and not wanted.isdisjoint(unit)
                if not failed.keys() & set(unit) and not gains:
                    failed |= {one: self.rewritings[one].left for one in unit}
            failed = failed or self._needed()
            if not failed:
                return
            self._take_away(failed)

    def _take_away(self, failed: Mapping[Routine, str]) -> None:
        for one, reason in failed.items():
            for other in self.units.get(one, ()):
                self.units.pop(other, None)
                if reason:
                    self.reasons.setdefault(other, reason)

    def _gaining(self) -> set[Routine]:
        """The functions that end at once when the task is cancelled, at a step of their own or in one they await."""
        found = {one for one, made in self.rewritings.items() if made.gain}
        while more := {one for one, made in self.rewritings.items() if one not in found and made.awaited & found}:
            found |= more
        return found

    def _needed(self) -> dict[Routine, str]:
        """What has to change where it stands or not at all, and is needed as it is."""
        fixed = [one for one in self.coroutines if not self._may_be_twin(one)]
        found = {one: caught_unchanged(one, self.units, self.graph) for one in fixed}
        found |= {one: APART.format(one.node.name) for one in fixed if one.around and not self._is_awaited(one)}
        for routine, made in self.rewritings.items():
            kept = [one for one in fixed if one in made.kept and not one.is_coroutine]
            found |= {one: made.left or KEPT.format(routine.node.name, one.node.name) for one in kept}
        return {one: reason for one, reason in found.items() if reason}

    def _is_awaited(self, routine: Routine) -> bool:
        """Whether whatever calls a function can await it."""
        return routine in self.handlers or all(self._can_await(one, {}) for one in callers_of(routine, self.project))

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
                or self.project.is_named_out_of_sight(one.node.name)
                or picked_by(one, self.project)
                or not all(self._can_await(caller, found) for caller in several)
            )
        ]:
            # what may be called in the place of one another must have one name
            for unit in dict.fromkeys(self.units[one] for one in more):
                found |= dict.fromkeys((one for one in unit if self._may_be_twin(one)), twin_name(unit))
        return found

    def _may_be_twin(self, routine: Routine) -> bool:
        return routine not in self.handlers and not routine.is_coroutine and not routine.around

    def _lacks_twin(self, routine: Routine) -> bool:
        """Whether a function inside of another one would change, while those that it stands in for get twins."""
        unit = self.units[routine]
        return bool(routine.around) and routine not in self.twins and any(one in self.twins for one in unit)

    def _can_await(self, caller: Caller, twins: Mapping[Routine, str]) -> bool:
        runner = caller.runner
        return caller.use is Use.CALLED and runner is not None and runner in self.units and runner not in twins


def _merged(units: Sequence[Unit]) -> list[Unit]:
    """The units with those joined that have a function in common."""
    found: dict[Routine, Unit] = {}
    for unit in units:
        others = dict.fromkeys(found[one] for one in unit if one in found)
        joined = tuple(dict.fromkeys([*(one for other in others for one in other), *unit]))
        found |= dict.fromkeys(joined, joined)
    return list(dict.fromkeys(found.values()))


def twin_name(unit: Unit) -> str:
    """What the coroutine functions beside functions of one name are called: as Django calls its own."""
    name = unit[0].node.name
    bare = name.lstrip("_")
    short = f"{name[: len(name) - len(bare)]}a{bare}"
    wanted = (short, f"{name}_async", *(f"{name}_async{n}" for n in range(2, 100)))
    trees = dict.fromkeys(one.module.tree for one in unit)
    # `await await_reply()` for `wait_reply()` would be hard to read
    free = (one for one in wanted if not any(is_bound_anywhere(tree, one) for tree in trees))
    return next(one for one in free if not (iskeyword(one) or one.lstrip("_").startswith("await")))


def _place(routine: Routine) -> tuple[str, int]:
    return (str(routine.module.path), routine.node.lineno)
