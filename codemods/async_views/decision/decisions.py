"""Decides for every view of a project that blocks."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from channels_fix.edits.functions import AddTwin, RenameFunction
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.decision.forms import Forms
from codemods.async_views.decision.gates import Gate, gate_of
from codemods.async_views.decision.graph import Chain, Graph
from codemods.async_views.decision.rewriting import made_async
from codemods.routines import Routine
from codemods.views.view import View
from codemods.views.finding import views_of


class Verdict(enum.Enum):
    """What is decided for a view."""

    CONVERT = "convert"
    PART = "convert in part"
    """Some of what it does is left to a thread."""
    REFUSE = "refuse"


@dataclass(frozen=True)
class Changes:
    """What changes in one file."""

    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportedName, ...] = ()

    def __or__(self, other: Changes) -> Changes:
        """The changes of both."""
        return Changes(
            tuple(dict.fromkeys([*self.edits, *other.edits])), tuple(dict.fromkeys([*self.imports, *other.imports]))
        )


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
        gates = {view: gate_of(view, self.project) for view in blocking}
        self.forms = Forms(self.graph, [view.handlers for view in blocking if not gates[view].reasons])
        for view, chain in blocking.items():
            yield self._decision(view, chain, gates[view])

    def _chain(self, view: View) -> Chain | None:
        """The nearest slow step of a view that is not asynchronous yet."""
        handlers = [one for one in view.handlers if not one.is_coroutine]
        return next((chain for handler in handlers for chain in self.graph.slow(handler)), None)

    def _decision(self, view: View, chain: Chain, gate: Gate) -> Decision:
        if gate.reasons:
            return Decision(view, chain, Verdict.REFUSE, gate.reasons)
        if not all(handler in self.forms.units for handler in view.handlers):
            return Decision(view, chain, Verdict.REFUSE, tuple(self._refusals(view)))
        involved = self._involved(view)
        rewritings = [self.forms.rewritings[one] for one in involved]
        doubts = dict.fromkeys([*gate.doubts, *(doubt for found in rewritings for doubt in found.doubts)])
        partial = any(found.partial for found in rewritings)
        changes: dict[Path, Changes] = {}
        for routine in involved:
            path = routine.module.path
            changes[path] = changes.get(path, Changes()) | self._changes(routine)
        return Decision(view, chain, Verdict.PART if partial else Verdict.CONVERT, (), tuple(doubts), changes)

    def _refusals(self, view: View) -> Iterator[str]:
        said = dict.fromkeys(
            reason
            for handler in view.handlers
            for way in self.graph.reached(handler)
            if (reason := self.forms.reasons.get(way[-1]))
        )
        yield from said
        if not said:
            slow = {chain.step.name: chain.step for handler in view.handlers for chain in self.graph.slow(handler)}
            whys = [f"{name} ({step.reason})" if step.reason else name for name, step in slow.items()]
            yield f"no benefit: a thread would still wait for {', '.join(whys)}, whoever awaits it"

    def _involved(self, view: View) -> list[Routine]:
        """The functions that change with a view: what it awaits, and who else awaits that."""
        found = dict.fromkeys(view.handlers)
        frontier = [*view.handlers]
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
        return Changes(edits, found.imports)
