"""Whether a middleware lets a request through to an asynchronous view without a thread of its own."""

from __future__ import annotations

import ast
import enum

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.nodes import last_name, own_nodes
from channels_fix.project import Project
from codemods.deployment.settings import Middleware, settings_of
from codemods.facts import table
from codemods.routines import routine_at
from codemods.views.finding import views_of

BRANCHING = frozenset(
    {
        "__acall__",
        "async_mode",
        "is_async",
        "isawaitable",
        "iscoroutine",
        "iscoroutinefunction",
        "markcoroutinefunction",
    }
)
"""What a `__call__` that knows both modes speaks of."""


class Support(enum.Enum):
    """What a middleware can do."""

    ASYNC = "async"
    SYNC = "sync"
    """Django runs it, and all behind it, in a thread for each request."""
    CLAIMED = "claimed"
    """It says that it is asynchronous, and then works with a coroutine object."""
    UNKNOWN = "unknown"


def support_of(middleware: Middleware, project: Project) -> Support:
    """What the middleware of an entry can do."""
    facts = table("deployment")["middleware"]
    symbol = middleware.symbol
    if any(middleware.name in known["names"] for known in facts["known"]):
        return Support.SYNC
    if middleware.name.startswith(tuple(facts["hybrids"])):
        return Support.ASYNC
    if symbol is None or symbol.module is None:
        return Support.UNKNOWN
    if isinstance(symbol.definition, ast.FunctionDef):
        return _of_factory(symbol.definition, symbol.module, project)
    if isinstance(symbol.definition, Class):
        return _of_class(symbol.definition, project)
    return Support.UNKNOWN


def hindering(project: Project, module: Module) -> tuple[Middleware, ...]:
    """The middleware before the views of `module` that is known to have no asynchronous mode."""
    return tuple(one for one in settings_of(project, module).middleware if support_of(one, project) is Support.SYNC)


def has_asynchronous_views(project: Project, module: Module) -> bool:
    """Whether the project that `module` is of has views that are asynchronous."""
    settings = settings_of(project, module).modules
    return any(
        one.is_asynchronous and settings_of(project, one.module).modules == settings for one in views_of(project)
    )


def _of_factory(function: ast.FunctionDef, module: Module, project: Project) -> Support:
    facts = table("deployment")["middleware"]
    routine = routine_at(function, module, project)
    symbols = [project.resolve(one, module, routine.around if routine else ()) for one in function.decorator_list]
    names = {symbol.name if symbol else "" for symbol in symbols}
    if names & {*facts["hybrid"], *facts["asynchronous"]} or _is_marked(function.name, module):
        return Support.ASYNC
    return Support.SYNC if names <= set(facts["synchronous"]) else Support.UNKNOWN


def _is_marked(name: str, module: Module) -> bool:
    """Whether the module says `name.async_capable = ...`."""
    capable = table("deployment")["middleware"]["capable"]
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == capable
        and isinstance(node.value, ast.Name)
        and node.value.id == name
        for node in ast.walk(module.tree)
    )


def _of_class(cls: Class, project: Project) -> Support:
    facts = table("deployment")["middleware"]
    call: Function | None = None
    for base in project.mro(cls):
        if isinstance(base, Class):
            call = call or base.method("__call__")
            said = _said(base)
            if said is not Support.UNKNOWN:
                return Support.CLAIMED if said is Support.ASYNC and _touches(call) else said
            if facts["capable"] in base.scope.names or base.node.decorator_list:
                return Support.UNKNOWN
        elif base is None:
            return Support.UNKNOWN
        elif base.name in facts["mixins"]:
            return Support.CLAIMED if _touches(call) else Support.ASYNC
        elif base.name.startswith(tuple(facts["hybrids"])):
            return Support.UNKNOWN if call is not None else Support.ASYNC
        elif base.name != "builtins.object":
            return Support.UNKNOWN
    return Support.SYNC


def _said(cls: Class) -> Support:
    bindings = cls.scope.names.get(table("deployment")["middleware"]["capable"], ())
    match [binding.value for binding in bindings]:
        case [ast.Constant(value=True)]:
            return Support.ASYNC
        case [ast.Constant(value=False)]:
            return Support.SYNC
    return Support.UNKNOWN


def _touches(call: Function | None) -> bool:
    """Whether a `__call__` surely works with what the next in line gives, without awaiting it in any mode."""
    if not isinstance(call, ast.FunctionDef):
        return False
    nodes = list(own_nodes(call))
    names = {last_name(node) for node in nodes}
    if names & BRANCHING:
        return False
    kept = {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign) and _is_next(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return any(
        isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in kept
        for node in nodes
    )


def _is_next(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get_response"
