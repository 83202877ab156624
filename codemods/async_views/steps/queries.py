"""Methods of managers, querysets and model instances: the database is asked when they are called."""

from __future__ import annotations

import ast
from dataclasses import replace

from channels_fix.module import Class
from channels_fix.project import Project
from codemods.async_views.steps import ways
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.backends import has_own_backends
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step
from codemods.async_views.steps.unknown import Unknown
from codemods.async_views.values.harmless import facts as harmless
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.managers import overrides, own_method
from codemods.async_views.values.models import facts, is_known_whole, outside, user_model
from codemods.async_views.values.value import LAZY, MANAGERS, Kind, Value
from codemods.facts import table
from codemods.routines import Routine

OWN = "Django runs it in a thread as it is: do the slow work in a method of another name"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    owner = body.values.of(node.func.value)
    if owner.kind in LAZY | MANAGERS:
        return _of_query(node, node.func.attr, owner, body)
    if owner.kind is Kind.USER:
        owner = user_model(body.project)
    if owner.kind is Kind.MODEL:
        return _of_instance(node, node.func.attr, owner, body)
    return None


def _of_query(call: ast.Call, name: str, owner: Value, body: Body) -> Step | None:
    project = body.project
    names, related = facts()["queryset"], facts()["related"]
    own = own_method(owner, name, project)
    text = f"{_called(owner)}.{name}"
    writes = name in names["writes"]
    known = (*names["lazy"], *names["twins"], "iterator")
    if own is not None and name not in known:
        return Step(call, text, callee=own)
    if name in names["lazy"]:
        return Step(call, text, thread=ways.threaded(call, body)) if own and asks(own, project) else None
    if name == "iterator":
        return None
    thread = ways.threaded(call, body)
    if name in names["twins"] or (owner.kind is Kind.RELATED and name in related["twins"]):
        is_list = owner.kind is Kind.ROWS
        native = None if overrides(owner, name, project) or is_list else ways.twin(call, body, f"a{name}")
        return (
            None
            if is_list and name in {"count", "update"}
            else Step(call, text, native=native, thread=thread, writes=writes)
        )
    if owner.kind is Kind.ROWS:  # a method of lists
        return Step(call, text, thread=thread) if name in harmless()["looking"]["methods"] else None
    managers = table("django")["user"]["managers"]
    if name in managers:
        native = ways.twin(call, body, f"a{name}") if not owner.makers and ways.has(body, managers[name]) else None
        return Step(call, text, native=native, thread=thread, writes=name.startswith("create"))
    doubts = [] if name in facts()["managers"]["known"] else [Unknown.CALLED.of(text)]
    return Step(call, text, thread=ways.threaded(call, body, doubts), writes=bool(doubts))


def _called(owner: Value) -> str:
    """What a person calls a query."""
    model = owner.name.rpartition(".")[2]
    return f"{model}.objects" if model and owner.kind in MANAGERS else model or "the queryset"


def _of_instance(call: ast.Call, name: str, owner: Value, body: Body) -> Step | None:
    project = body.project
    instance = facts()["instance"]
    text = f"{owner.name.rpartition('.')[2] or 'model instance'}.{name}"
    thread = ways.threaded(call, body)
    own = method_of(owner.cls, name, project) if owner.cls else None
    if name in instance["twins"]:
        is_plain = not call.args and {word.arg for word in call.keywords} <= {*instance["twins"][name]}
        native = ways.twin(call, body, f"a{name}") if is_plain and ways.has(body, "4.2") else None
        step = Step(call, text, native=native, thread=thread, writes=name in instance["writes"])
        if own is None or not asks(own, project):
            return step
        return replace(step, reason=OWN, callee=own, others=_overriding(owner.cls, name, own, project))
    if own is not None:
        return Step(call, text, callee=own, others=_overriding(owner.cls, name, own, project))
    if name in instance["free"] or (name.startswith("get_") and name.endswith("_display")):
        return None if owner.whole else Step(call, text, thread=thread)
    if any(name in entry.get("free", ()) for entry in _outside(owner, project)):
        return None
    since = table("django")["user"]["twins"].get(name)
    if since is not None:
        overridden = owner.cls is not None or not owner.name or (name != "check_password" and has_own_backends(body))
        native = ways.twin(call, body, f"a{name}") if ways.has(body, since) and not overridden else None
        return Step(call, text, native=native, thread=thread, writes=name == "check_password")
    if is_known_whole(owner, project) and name.startswith(("validate_", "full_clean", "clean", "save_base")):
        return Step(call, text, thread=thread, writes=name in instance["writes"])
    doubt = Unknown.CALLED.of(text)
    return Step(call, text, thread=ways.threaded(call, body, [doubt]), writes=True)


def _outside(owner: Value, project: Project) -> list[dict[str, list[str]]]:
    """What is known of the models of other packages that an instance is of."""
    line = [base.name for base in project.mro(owner.cls) if base and not isinstance(base, Class)] if owner.cls else []
    return [entry for name in (*line, owner.name) if (entry := outside(name)) is not None]


def _overriding(cls: Class | None, name: str, own: Routine, project: Project) -> tuple[Routine, ...]:
    """The same method of the models that derive from one."""
    heirs = project.descendants(cls) if cls else ()
    found = dict.fromkeys(method_of(heir, name, project) for heir in heirs)
    return tuple(one for one in found if one is not None and one is not own)
