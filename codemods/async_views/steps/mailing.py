"""Mail that Django sends: a dialogue with a mail server, for which there is no asynchronous form."""

from __future__ import annotations

import ast

from codemods.async_views.steps import ways
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step
from codemods.async_views.values import objects
from codemods.async_views.values.calls import function_facts
from codemods.async_views.values.value import Kind
from codemods.deployment.settings import settings_of
from codemods.facts import table

REASON = "Django sends mail in no other way: let a task queue send it"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    name = _sending(node, body) if isinstance(node, ast.Call) else ""
    if not name or not isinstance(node, ast.Call):
        return None
    waits = body.project.once(("mail", body.routine.module), lambda: _leaves(body))
    return Step(node, name, thread=ways.threaded(node, body), reason=REASON, writes=True, waits=waits)


def _sending(call: ast.Call, body: Body) -> str:
    """What a person calls the call, if it sends mail."""
    name = body.called(call)
    if name:
        known = function_facts(name) if name.startswith("django.") else None
        return name.rpartition(".")[2] if known is not None and "sends" in known else ""
    match call.func:
        case ast.Attribute(value=owner, attr=attr) if attr in _methods():
            value = body.values.of(owner)
            facts = objects.known(value.name) if value.kind is Kind.INSTANCE else None
            if facts is not None and attr in facts.get("sends", ()):
                return f"{facts['names'][0].rpartition('.')[2]}.{attr}"
    return ""


def _methods() -> frozenset[str]:
    return frozenset(name for entry in table("objects")["object"] for name in entry.get("sends", ()))


def _leaves(body: Body) -> bool:
    """Whether mail may go to a mail server, as far as the settings tell: it does unless they name another backend."""
    settings = settings_of(body.project, body.routine.module)
    backends = settings.texts("EMAIL_BACKEND")
    known = table("deployment")["mail"]["kept"]
    return not backends or bool(settings.values("EMAIL_HOST")) or any(one not in known for one in backends)
