"""Methods that classes outside of the project call themselves, and do not await."""

from __future__ import annotations

from collections.abc import Iterator

from codemods.async_views.decision.graph import Graph
from codemods.async_views.steps.step import Step
from codemods.facts import table
from codemods.routines import Routine
from codemods.views.view import Role, View

REST = frozenset({Role.ADRF, Role.REST})


def is_hook(base: str, name: str) -> bool:
    """Whether a class outside of the project calls its method `name` itself, as far as the class is known at all."""
    callers = table("async_views")["classes"]["callers"]
    first = next((one for one in callers if base.startswith(tuple(one["bases"]))), None)
    return first is not None and name in first["hooks"]


def hooks_of(view: View) -> Iterator[Routine]:
    """Yield the methods of a view, other than its handlers, that such a class calls for a request."""
    answering = table("async_views")["classes"]["answering"]
    for name, method in sorted(view.methods.items()):
        if name not in answering and method not in view.handlers and any(is_hook(base, name) for base in view.outside):
            yield method


def entered(view: View) -> tuple[str, ...]:
    """The names of the methods that run on the event loop around an asynchronous handler, and stay as they are."""
    facts = table("async_views")["classes"]
    return (*facts["entered"], *(facts["entered-rest"] if view.roles & REST else ()))


def asked_on_the_loop(routine: Routine, graph: Graph) -> tuple[Step | None, Step | None]:
    """What a function does that the event loop must not do: the first that is sure, the first that may be harmless."""
    steps = [step for way in graph.reached(routine) for step in graph.steps(way[-1]) if not step.callee]
    unsure = [step for step in steps if step.thread is None or step.thread.doubts]
    return next((step for step in steps if step not in unsure), None), next(iter(unsure), None)
