"""Decides for every view of a project that blocks."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from channels_fix.edits.functions import AddTwin, RenameFunction
from channels_fix.edits.importing import ImportBeside
from channels_fix.project import Project
from channels_fix.reached import spare_imports
from channels_fix.suppression import is_suppressed
from codemods.async_views.decision.call_sites import CallSites
from codemods.async_views.decision.changes import Changes, by_file
from codemods.async_views.decision.class_sites import ClassSites
from codemods.async_views.decision.forms import Forms
from codemods.async_views.decision.gates import Gate, gate_of, hooks_of
from codemods.async_views.decision.graph import Chain, Graph
from codemods.async_views.decision.kindred import agreed, changed_by, inherited_by, strangers
from codemods.async_views.decision.rewriting import made_async
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
        blocking = {view: chain for view in views_of(self.project) if (chain := self._chain(view)) is not None}
        self.gates: dict[View, Gate] = {}
        self.units: dict[View, tuple[Routine, ...]] = {}
        changed = self._considered(blocking)
        self.sites = {view: _sites(view, self.project) for view in changed}
        against = agreed({view: tuple(dict.fromkeys(self._against(view))) for view in changed}, changed, self.project)
        self.views = [view for view, reasons in against.items() if not reasons]
        self.forms = Forms(self.graph, [self.units[view] for view in self.views])
        for view, chain in blocking.items():
            yield self._decision(view, chain, against[view])

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
        """The nearest slow step of a view that is not asynchronous yet."""
        methods = (*view.handlers, *view.dispatches, *hooks_of(view))
        entries = [one for one in methods if not one.is_coroutine]
        return next((chain for entry in entries for chain in self.graph.slow(entry)), None)

    def _decision(self, view: View, chain: Chain, against: tuple[str, ...]) -> Decision:
        if against:
            return Decision(view, chain, Verdict.REFUSE, against)
        if not all(one in self.forms.units for one in self.units[view]):
            return Decision(view, chain, Verdict.REFUSE, tuple(self._refusals(view)))
        involved = self._involved(view)
        beside = [one for one in self.views if any(routine in involved for routine in self.units[one])]
        rewritings = [self.forms.rewritings[one] for one in involved]
        doubts = [
            *(doubt for one in beside for doubt in self.gates[one].doubts),
            *(doubt for found in rewritings for doubt in found.doubts),
            *(doubt for one in beside for doubt in self.sites[one].doubts(self.forms.units)),
        ]
        verdict = Verdict.PART if any(found.partial for found in rewritings) else Verdict.CONVERT
        changes = by_file(
            [
                *((one.module.path, self._changes(one)) for one in involved),
                *(change for one in beside for change in self.sites[one].changes(self.forms.units)),
                *(change for one in beside for change in self.gates[one].changes),
            ]
        )
        return Decision(view, chain, verdict, (), tuple(dict.fromkeys(doubts)), changes)

    def _hooked(self, view: View) -> Iterator[str]:
        """What keeps a view synchronous whose slow work is done where only its base class calls it."""
        slow = [hook for hook in hooks_of(view) if not hook.is_coroutine and any(True for _ in self.graph.slow(hook))]
        for hook in slow:
            yield f"Django calls {hook.node.name}() without awaiting it: do the slow work in the handlers themselves"

    def _refusals(self, view: View) -> Iterator[str]:
        said = [self._explained(one, reason) for one in self.units[view] if (reason := self.forms.reasons.get(one))]
        yield from said
        if not said:
            chains = [chain for handler in view.handlers for chain in self.graph.slow(handler)]
            steps: dict[str, dict[str, None]] = {}
            for chain in chains:
                steps.setdefault(self._why(chain), {})[chain.step.name] = None
            whys = (f"{', '.join(names)} ({why})" for why, names in steps.items())
            yield f"no benefit: a thread would still wait for {', '.join(whys)}"

    def _explained(self, routine: Routine, reason: str) -> str:
        """A reason, with why a generator stays synchronous if it is that one does."""
        callees = [callee for step in self.graph.steps(routine) for callee in step.callees if callee.is_generator]
        named = [one for one in callees if reason.startswith(f"{one.node.name} is a generator that stays")]
        why = next((self.forms.reasons[one] for one in named if self.forms.reasons.get(one)), "")
        return f"{reason}: {why}" if why else reason

    def _why(self, chain: Chain) -> str:
        """Why a slow step is left to a thread."""
        calls = pairwise(chain.calls)
        whys = [
            chain.step.reason,
            *(
                step.reason or self.forms.reasons.get(callee, "")
                for caller, callee in calls
                for step in self.graph.steps(caller)
                if callee in step.callees
            ),
        ]
        otherwise = "it cannot be awaited where it stands" if chain.step.native else "nothing like it can be awaited"
        return next((why for why in whys if why), otherwise)

    def _involved(self, view: View) -> list[Routine]:
        """The functions that change with a view: what it awaits, and who else awaits that."""
        found = dict.fromkeys(self.units[view])
        frontier = [*found]
        while frontier:
            one = frontier.pop()
            beside = [
                *self.forms.units[one],
                *(callee for step in self.graph.steps(one) for callee in step.callees if callee in self.forms.units),
                *self._dependents(one),
            ]
            for other in beside:
                if other not in found:
                    found[other] = None
                    frontier.append(other)
        return sorted(found, key=lambda one: (str(one.module.path), one.node.lineno))

    def _dependents(self, routine: Routine) -> Iterator[Routine]:
        """Those that have to await a function which changes where it stands."""
        if routine in self.forms.twins:
            return
        for other in self.forms.coroutines:
            if any(routine in step.callees for step in self.graph.steps(other)):
                yield other

    def _changes(self, routine: Routine) -> Changes:
        found = self.forms.rewritings[routine]
        edits = (*made_async(routine), *found.edits)
        twin = self.forms.twins.get(routine)
        if twin:
            span = routine.module.span(routine.node)
            edits = (AddTwin(span, (*edits, RenameFunction(span, twin))),)
            return Changes((*edits, *found.beside), found.imports)
        added = (*found.imports, *(edit.name for edit in found.edits if isinstance(edit, ImportBeside)))
        unneeded = spare_imports(routine.module, self.project, routine.node, added)
        return Changes((*edits, *found.beside), found.imports, unneeded)


def _sites(view: View, project: Project) -> CallSites | ClassSites:
    return ClassSites(view, project) if view.cls is not None else CallSites(view, project)
