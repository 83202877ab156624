"""Methods of Django's objects: the cache, signals, forms, paginators, files, messages to be mailed."""

from __future__ import annotations

import ast
import re
from typing import Any

from channels_fix.module import Class
from channels_fix.project import Project
from codemods.async_views.steps import ways
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.values import forms, objects
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.value import Kind, Value
from codemods.facts import table
from codemods.routines import Routine

CACHE = "django.core.cache.backends.base.BaseCache"
SIGNAL = "django.dispatch.Signal"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr=name)):
            return _method(node, name, body.values.of(owner), body)
        case ast.Call():
            return _made_form(node, body)
        case ast.Compare(comparators=[owner], ops=[ast.In() | ast.NotIn() as operator], left=key):
            value = body.values.of(owner)
            if value.kind is Kind.INSTANCE and value.name == CACHE:
                denied = "not " if isinstance(operator, ast.NotIn) else ""
                code = f"{denied}await cache.ahas_key(key)"
                return Step(
                    node, "cache.has_key", native=ways.composed(node, code, [("cache", owner), ("key", key)], body)
                )
    return None


def _method(call: ast.Call, name: str, owner: Value, body: Body) -> Step | None:
    if owner.kind is Kind.FORM:
        return _of_form(call, name, owner, body)
    known = objects.known(owner.name) if owner.kind is Kind.INSTANCE else None
    if known is None or objects.is_free(known, name):
        return None
    text = f"{known['names'][0].rpartition('.')[2]}.{name}"
    if "belongs" in known:
        return Step(call, text, reason=known["belongs"], writes=name in known["writes"])
    native = _native(call, name, known, body)
    return Step(call, text, native=native, thread=ways.threaded(call, body), writes=name in known.get("writes", ()))


def _native(call: ast.Call, name: str, known: dict[str, Any], body: Body) -> Way | None:
    if CACHE in known["names"]:
        facts = table("cache")
        later = name in facts["atomic"]["names"] and ways.has(body, facts["atomic"]["since"])
        return ways.twin(call, body, f"a{name}") if name in facts["twins"] or later else None
    if SIGNAL in known["names"]:
        since = table("django")["signal"]["twins"].get(name)
        return ways.twin(call, body, f"a{name}") if since and ways.has(body, since) else None
    return None


def _of_form(call: ast.Call, name: str, owner: Value, body: Body) -> Step | None:
    facts = table("objects")["form"]
    own = method_of(owner.cls, name, body.project) if isinstance(owner.cls, Class) else None
    inherited = name in (*facts["plain"], *facts["writes"], "full_clean", "clean", "get_context", "render")
    if own is not None and not inherited:
        return Step(call, f"{owner.cls.node.name if owner.cls else 'form'}.{name}", callee=own)
    if own is None and name in facts["free"]:
        return None
    name_of = owner.cls.node.name if owner.cls else "form"
    cleaning = _cleaning(owner.cls, body.project) if own is None and name in facts["checking"] else []
    asking = [one for one in cleaning if asks(one, body.project)]
    if asking:
        thread, first = ways.threaded(call, body), asking[0]
        reason = f"Django calls {first.node.name}() without awaiting it: do the slow work in the view"
        text = f"{name_of}.{name}"
        return Step(call, text, thread=thread, reason=reason, callee=first, others=tuple(asking[1:]))
    writes = name in facts["writes"] and not (own is None and forms.is_left_unsaved(call, owner.cls, body.project))
    return Step(call, f"{name_of}.{name}", thread=ways.threaded(call, body), writes=writes)


def _cleaning(cls: Class | None, project: Project) -> list[Routine]:
    """The methods of the project that a form calls when it is checked."""
    line = [base for base in project.mro(cls) if isinstance(base, Class)] if cls is not None else []
    names = dict.fromkeys(name for base in line for name in base.scope.names if re.fullmatch("clean(_.+)?", name))
    found = [method_of(cls, name, project) for name in names if cls is not None]
    return [one for one in found if one is not None]


def _made_form(call: ast.Call, body: Body) -> Step | None:
    """Making a form may read the relations of the instance that it is for, or whatever its class does then."""
    value = body.values.of(call)
    cls = value.cls
    if value.kind is not Kind.FORM or cls is None or not isinstance(call.func, ast.Name | ast.Attribute):
        return None
    named = body.values.of(call.func)
    if named.symbol is None or named.symbol.definition is not cls:
        return None
    own = method_of(cls, "__init__", body.project)
    given = any(word.arg in {"instance", None} for word in call.keywords) or len(call.args) > 2
    if (own is not None and asks(own, body.project)) or (given and forms.is_of_model(cls, body.project)):
        return Step(call, cls.node.name, thread=ways.threaded(call, body))
    return None
