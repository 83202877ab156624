"""What keeps a view from being asynchronous, whatever its body does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from channels_fix.project import Project
from codemods.async_views.decision.around import Around
from codemods.async_views.decision.changes import Changes
from codemods.async_views.decision.entrances import Entrances
from codemods.async_views.decision.graph import Graph
from codemods.async_views.decision.operations import against_operation
from codemods.async_views.decision.rest import DOUBT, adopted, against_rest
from codemods.deployment.serving import Serving, serving_of
from codemods.deployment.settings import settings_of
from codemods.facts import table
from codemods.routines import Routine
from codemods.views.decorators import Fate, mixin_survives
from codemods.views.dispatching import dispatch_survives
from codemods.views.view import Role, View

_ROLES = {
    Role.ERROR_HANDLER: "Django calls a handler of errors without awaiting it: do the slow work elsewhere",
    Role.ADMIN: "the administration calls its views without awaiting them: let a task queue do the slow work",
}


@dataclass(frozen=True)
class Gate:
    """What there is to say against the conversion of a view: `reasons` forbid it, `doubts` make it unsafe."""

    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    changes: tuple[tuple[Path, Changes], ...] = ()
    """What else changes for it."""
    entrances: Entrances = field(default_factory=Entrances)


def gate_of(view: View, graph: Graph) -> Gate:
    """Look at all that stands around a view."""
    project = graph.project
    reasons = [reason for role, reason in _ROLES.items() if role in view.roles]
    reasons += against_rest(view, project)
    # what stands around a view that nobody awaits does not matter
    around = None if reasons else Around(view, graph)
    reasons += _settings(view, project)
    if around is not None:
        reasons += _class(view, graph) if view.cls is not None else ()
        reasons += against_operation(view, graph)
        reasons += around.reasons()
    if serving_of(project, view.module) is Serving.WSGI:
        reasons.append("no benefit: the project is served by WSGI, where no disconnect cancels a view")
    if around is None:
        return Gate(tuple(dict.fromkeys(reasons)))
    adoption = tuple(adopted(view, project))
    doubts = (*around.doubts(), *([DOUBT] if adoption else []))
    changes = (*around.changes(), *adoption)
    return Gate(tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(doubts)), changes, around.entrances)


def _settings(view: View, project: Project) -> Iterator[str]:
    settings = settings_of(project, view.module)
    if settings.atomic_requests:
        yield (
            "ATOMIC_REQUESTS is set, with which Django refuses asynchronous views: "
            "use transaction.atomic in the views that need it"
        )
    if settings.may_be_true("DJANGO_ALLOW_ASYNC_UNSAFE"):
        yield "DJANGO_ALLOW_ASYNC_UNSAFE hides what an asynchronous view does wrong: take it away first"


def _class(view: View, graph: Graph) -> Iterator[str]:
    """What keeps a class from having asynchronous handlers."""
    facts = table("async_views")["classes"]
    if view.inherited:
        names = ", ".join(view.inherited)
        yield f"it inherits {names}, which is not asynchronous: override it, or leave it out of http_method_names"
    for base in view.outside:
        if not base:
            yield "one of its base classes cannot be found"
        elif not base.startswith((*facts["known"], "rest_framework.", "adrf.")) and mixin_survives(base) is None:
            yield f"what its base class {base} does with its handlers is not known"
    is_rest = view.roles & {Role.ADRF, Role.REST}
    for name in [*facts["entered"], *(facts["entered-rest"] if is_rest else [])]:
        method = view.methods.get(name)
        if method is not None and not method.is_coroutine and (steps := graph.steps(method)):
            yield f"its {name}() runs on the event loop, and calls {steps[0].name}"
    for dispatch in view.dispatches:
        verdict = dispatch_survives(dispatch)
        if verdict.fate is Fate.UNKNOWN:
            yield f"{verdict.reason}: let it do so"


def hooks_of(view: View) -> Iterator[Routine]:
    """Yield the methods of a view that a base class outside of the project calls for a request."""
    facts = table("async_views")["classes"]
    if any(base.startswith("django.views.generic") for base in view.outside):
        for name, method in sorted(view.methods.items()):
            if name in facts["hooks"] and name not in facts["answering"] and method not in view.handlers:
                yield method
