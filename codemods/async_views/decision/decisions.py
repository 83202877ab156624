"""Decides for every view of a project that blocks."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from channels_fix.edits.functions import AddTwin, RenameFunction
from channels_fix.edits.importing import ImportBeside
from channels_fix.project import Project
from channels_fix.reached import spare_imports
from channels_fix.rule import Edit
from channels_fix.suppression import is_suppressed
from codemods.async_views.decision.call_sites import CallSites
from codemods.async_views.decision.changes import Changes, by_file
from codemods.async_views.decision.class_sites import ClassSites
from codemods.async_views.decision.forms import Forms
from codemods.async_views.decision.gates import Gate, gate_of
from codemods.async_views.decision.graph import Chain, Graph
from codemods.async_views.decision.hooks import REST, entered, hooks_of
from codemods.async_views.decision.kindred import agreed, changed_by, inherited_by, strangers
from codemods.async_views.decision.refusals import Refusals
from codemods.async_views.decision.replacing import replaced_for_tests
from codemods.async_views.decision.rewriting import made_async
from codemods.async_views.steps.step import Step
from codemods.routines import Routine
from codemods.views.finding import views_of
from codemods.views.view import View


class Verdict(enum.Enum):
    """What is decided for a view."""

    CONVERT = "convert"
    PART = "convert in part"
    """Some of what it does is left to a thread."""
    REFUSE = "refuse"


@dataclass(frozen=True)
class Decision:
    """What becomes of a view that blocks.

    Attributes:
        view: The view.
        chain: How it comes to what blocks it, or to the first of several.
        verdict: What is decided.
        reasons: Why it is refused.
        doubts: What a person may see to differ.
        changes: What changes, by file.
    """

    view: View
    chain: Chain
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    changes: Mapping[Path, Changes] = field(default_factory=dict)


def decisions_of(project: Project) -> tuple[Decision, ...]:
    """Decide for all views of a project, once."""
    return project.once("decisions on views", lambda: tuple(_Decider(project).decisions()))


class _Decider:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.graph = Graph(project)

    def decisions(self) -> Iterator[Decision]:
        blocking = self._blocking()
        self.gates: dict[View, Gate] = {}
        self.units: dict[View, tuple[Routine, ...]] = {}
        changed = self._considered(blocking)
        self.sites = {view: _sites(view, self.project) for view in changed}
        against = agreed({view: tuple(dict.fromkeys(self._against(view))) for view in changed}, changed, self.project)
        self.views = [view for view, reasons in against.items() if not reasons]
        self.forms = Forms(self.graph, [self.units[view] for view in self.views])
        for view, chain in blocking.items():
            yield self._decision(view, chain, against[view])

    def _blocking(self) -> dict[View, Chain]:
        """The views that block, and the way there; what many inherit and a base class calls is said of the first."""
        found: dict[View, Chain] = {}
        said: set[Routine] = set()
        for view in views_of(self.project):
            chain = self._chain(view)
            if chain is not None and chain.calls[0] not in said:
                found[view] = chain
                said |= {chain.calls[0]} & set(hooks_of(view))
        return found

    def _considered(self, blocking: Iterable[View]) -> dict[View, frozenset[ast.AST]]:
        """The views that block and those that inherit what changes with them, each with what changes with it."""
        found: dict[View, frozenset[ast.AST]] = {}
        others = {view: inherited_by(view, self.project) for view in views_of(self.project)}
        shared: frozenset[ast.AST] = frozenset()
        frontier = list(blocking)
        while frontier:
            for view in frontier:
                gate = self.gates[view] = gate_of(view, self.graph)
                self.units[view] = (*view.handlers, *gate.entrances.changed)
                found[view] = changed_by(view, gate.entrances)
                shared |= found[view]
            frontier = [view for view, nodes in others.items() if view not in found and nodes & shared]
        return found

    def _against(self, view: View) -> Iterator[str]:
        """What forbids the conversion of a view, whatever becomes of the functions that it calls."""
        if is_suppressed("AV001", view.node.lineno, view.module.text):
            yield "a comment says to leave it"
        yield from self.gates[view].reasons
        yield from self._hooked(view)
        yield from strangers(view, self.gates[view].entrances, self.project)
        yield from self.sites[view].reasons()

    def _chain(self, view: View) -> Chain | None:
        """The nearest slow step of a view that is not asynchronous yet; a lock or mail only if there is no other."""
        methods = (*view.handlers, *view.dispatches, *hooks_of(view))
        entries = [one for one in methods if not one.is_coroutine]
        first: Chain | None = None
        for chain in (chain for entry in entries for chain in self.graph.waiting(entry, view.cls)):
            if chain.step.slow and not chain.is_of_lock:
                return chain
            first = first or chain
        return first

    def _decision(self, view: View, chain: Chain, against: tuple[str, ...]) -> Decision:
        if against:
            return Decision(view, chain, Verdict.REFUSE, against)
        if not all(one in self.forms.units for one in self.units[view]):
            return Decision(
                view, chain, Verdict.REFUSE, tuple(Refusals(self.graph, self.forms).of(self.units[view], view))
            )
        involved = self._involved(view)
        known = frozenset(involved)
        beside = [one for one in self.views if not known.isdisjoint(self.units[one])]
        rewritings = [self.forms.rewritings[one] for one in involved]
        doubts = [
            *(doubt for one in beside for doubt in self.gates[one].doubts),
            *(doubt for found in rewritings for doubt in found.doubts),
            *(doubt for one in beside for doubt in self.sites[one].doubts(self.forms.units)),
            *(doubt for one in involved for doubt in self._patched(one)),
        ]
        verdict = Verdict.PART if any(found.partial for found in rewritings) else Verdict.CONVERT
        changes = by_file(
            [
                *((one.module.path, self._changed(one)) for one in involved),
                *(change for one in beside for change in self.sites[one].changes(self.forms.units)),
                *(change for one in beside for change in self.gates[one].changes),
            ]
        )
        return Decision(view, chain, verdict, (), tuple(dict.fromkeys(doubts)), changes)

    def _patched(self, routine: Routine) -> tuple[str, ...]:
        """What tests have to do in another way, unless they are for the view itself and call that."""
        if routine in self.forms.handlers:
            return ()
        twin = self.forms.twins.get(routine, "")
        question = ("replaced for tests", routine, twin)
        return self.project.once(question, lambda: tuple(replaced_for_tests(routine, twin, self.project)))

    def _hooked(self, view: View) -> Iterator[str]:
        """What keeps a view synchronous whose slow work is done where only its base class calls it."""
        is_rest = bool(view.roles & REST)
        if is_rest and any(self.graph.is_slow(one, view.cls) for one in view.handlers):
            return  # with adrf the hooks run in a thread, and the handlers gain something
        whom = "Django REST framework" if is_rest else "Django"
        hooks = [one for one in hooks_of(view) if not one.is_coroutine and one.node.name not in entered(view)]
        for hook in (one for one in hooks if self.graph.is_slow(one, view.cls)):
            yield f"{whom} calls {hook.node.name}() without awaiting it: do the slow work in the handlers themselves"

    def _involved(self, view: View) -> list[Routine]:
        """The functions that change with a view: what it awaits, and who else awaits that."""
        found = dict.fromkeys(self.units[view])
        frontier = [*found]
        while frontier:
            one = frontier.pop()
            beside = [
                *self.forms.units[one],
                *(callee for step in self._steps(one) for callee in step.callees if callee in self.forms.units),
                *self._dependents(one),
            ]
            for other in beside:
                if other not in found:
                    found[other] = None
                    frontier.append(other)
        return sorted(found, key=lambda one: (str(one.module.path), one.node.lineno))

    def _dependents(self, routine: Routine) -> Sequence[Routine]:
        """Those that have to await a function which changes where it stands."""
        return () if routine in self.forms.twins else self._callers.get(routine, ())

    @cached_property
    def _callers(self) -> dict[Routine, list[Routine]]:
        """For every function that coroutine functions call those that do."""
        found: dict[Routine, list[Routine]] = {}
        for one in self.forms.coroutines:
            for callee in dict.fromkeys(callee for step in self._steps(one) for callee in step.callees):
                found.setdefault(callee, []).append(one)
        return found

    def _steps(self, routine: Routine) -> tuple[Step, ...]:
        return self.graph.steps(routine, lambda one: one in self.forms.units and one not in self.forms.twins)

    def _changed(self, routine: Routine) -> Changes:
        return self.project.once(("what changes in", routine), lambda: self._changes(routine))

    def _changes(self, routine: Routine) -> Changes:
        found = self.forms.rewritings[routine]
        edits = self._edits(routine)
        added = (*found.imports, *(edit.name for edit in found.edits if isinstance(edit, ImportBeside)))
        unneeded = spare_imports(routine.module, self.project, routine.node, added)
        twin = self.forms.twins.get(routine)
        if twin:
            span = routine.module.span(routine.node)
            inner = [one for one in self.forms.coroutines if routine.node in one.around]
            edits = (*edits, *(edit for one in inner for edit in self._edits(one)))
            edits = (AddTwin(span, (*edits, RenameFunction(span, twin))),)
        elif any(one.node in routine.around for one in self.forms.twins):
            edits = ()  # it changes in the twin
        return Changes((*edits, *found.beside), found.imports, unneeded)

    def _edits(self, routine: Routine) -> tuple[Edit, ...]:
        return (*made_async(routine), *self.forms.rewritings[routine].edits)


def _sites(view: View, project: Project) -> CallSites | ClassSites:
    return ClassSites(view, project) if view.cls is not None else CallSites(view, project)
