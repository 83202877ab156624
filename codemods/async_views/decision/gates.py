"""What keeps a view from being asynchronous, whatever its body does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from channels_fix.module import Module
from channels_fix.nodes import all_nodes
from channels_fix.project import Project
from codemods.async_views.decision.around import Around
from codemods.async_views.decision.changes import Changes
from codemods.async_views.decision.decorated import decoration, misfit
from codemods.async_views.decision.entrances import Entrances
from codemods.async_views.decision.graph import Graph
from codemods.async_views.decision.hooks import REST, entered
from codemods.async_views.decision.operations import against_operation, doubts_about_operation
from codemods.async_views.decision.rest import adoption_of
from codemods.deployment.serving import Serving, serving_of, sign_of_wsgi
from codemods.deployment.settings import settings_of
from codemods.facts import table
from codemods.testing import is_test
from codemods.views.decorators import OLDEST, Fate, mixin_survives
from codemods.views.dispatching import dispatch_survives
from codemods.views.view import Role, View

UNSAFE = "DJANGO_ALLOW_ASYNC_UNSAFE"
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
    adoption = adoption_of(view, graph)
    reasons += adoption.reasons
    # what stands around a view that nobody awaits does not matter
    around = None if reasons else Around(view, graph)
    if view.routine is not None and view.routine.node.name == "__call__":
        reasons.append("Django does not see that calls of an object give coroutines: give the URLconf a function")
    reasons += _version(view, project)
    reasons += _settings(view, project)
    if around is not None:
        reasons += _class(view, graph) if view.cls is not None else ()
        changed = [one for one in around.entrances.changed if one not in view.dispatches]
        reasons += filter(None, [misfit(one, project) for one in changed])
        reasons += against_operation(view, graph)
        reasons += around.reasons()
    if serving_of(project, view.module) is Serving.WSGI:
        reasons.append(
            f"no benefit: the project is served by WSGI ({sign_of_wsgi(project, view.module)}), where no disconnect "
            "cancels a view: let its requirements name an ASGI server first"
        )
    if around is None:
        return Gate(tuple(dict.fromkeys(reasons)))
    doubts = (*around.doubts(), *adoption.doubts, *doubts_about_operation(view, graph))
    changes = (*around.changes(), *adoption.changes)
    return Gate(tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(doubts)), changes, around.entrances)


def _version(view: View, project: Project) -> Iterator[str]:
    django = project.version_of("django", view.module)
    if django is not None and django.is_below(OLDEST):
        yield f"before Django {OLDEST} asynchronous views lack `asave()`, streaming and more: require that version"


def _settings(view: View, project: Project) -> Iterator[str]:
    settings = settings_of(project, view.module)
    if settings.atomic_requests:
        yield (
            "ATOMIC_REQUESTS is set, with which Django refuses asynchronous views: "
            "use transaction.atomic in the views that need it"
        )
    if project.once("unsafe", lambda: any(_set_in(project))):
        yield f"{UNSAFE} is set, with which queries on the event loop go unseen: take it away first"


def _set_in(project: Project) -> Iterator[Module]:
    """Yield the modules that set the variable of the environment which lets the ORM run on the event loop."""
    for module in project.modules_with(UNSAFE, (UNSAFE,)):
        for node in all_nodes(module.tree) if not is_test(module) else ():
            match node:
                case ast.Assign(targets=[ast.Subscript(slice=ast.Constant(value=name))]) if name == UNSAFE:
                    yield module
                case ast.Call(func=ast.Attribute(attr="setdefault"), args=[ast.Constant(value=name), _]) if (
                    name == UNSAFE
                ):
                    yield module


def _class(view: View, graph: Graph) -> Iterator[str]:
    """What keeps a class from having asynchronous handlers."""
    facts = table("async_views")["classes"]
    if view.inherited:
        names = ", ".join(view.inherited)
        yield (
            f"it inherits {names}, and Django takes no class with handlers of both kinds: "
            "write all as `async def`, or leave those out of http_method_names"
        )
    elif {one.node.name for one in view.handlers} == {"options"} and not view.roles & REST:
        yield "Django does not await the view of a class that has no handler but options(): write another one"
    for base in view.outside:
        if not base:
            yield "one of its base classes cannot be found: import it by its name"
        elif not base.startswith(tuple(facts["known"])) and mixin_survives(base) is None:
            yield f"what its base class {base} does with its handlers is not known: derive from others"
    for name in view.unclear:
        yield f"what its {name} is, is not known: write it as a method, once"
    for name in entered(view):
        method = view.methods.get(name)
        if method is not None and not method.is_coroutine:
            called = [*filter(None, [decoration(method, graph.project)]), *(step.name for step in graph.steps(method))]
            if called:
                yield f"its {name}() runs on the event loop, and calls {called[0]}: call that in the handlers"
    for dispatch in view.dispatches:
        verdict = dispatch_survives(dispatch)
        if verdict.fate is Fate.UNKNOWN:
            yield f"{verdict.reason}: let it do so"
