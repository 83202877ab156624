"""How long calls to the outside may take."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from channels_fix.edits.calls import AddKeywords
from channels_fix.edits.expressions import Compose
from channels_fix.edits.wrapping import GiveTo, PutUnder
from channels_fix.module import Module
from channels_fix.nodes import is_none, own_nodes
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place, called
from codemods.facts import table
from codemods.routines import Routine

DEFAULT = 30
MOUNTED = "mount"


@dataclass(frozen=True)
class Unlimited:
    """A call that may wait for ever.

    Attributes:
        node: The call.
        name: What is called.
        edits: They give it a limit.
        imports: What these need.
        raises: What it raises then when it takes longer.
        leaves: What goes on all the same.
        advice: Why it gets no limit.
    """

    node: ast.Call
    name: str
    edits: tuple[Edit, ...]
    raises: str
    imports: tuple[ImportedName, ...] = ()
    leaves: str = ""
    advice: str = ""


def limit_of(project: Project) -> int | float:
    """How many seconds a call may take."""
    value = project.options.get("call-timeout", DEFAULT)
    assert isinstance(value, int | float)
    return value


def unlimited_clients_of(module: Module, project: Project) -> Iterator[tuple[Routine, Unlimited]]:
    """Yield the clients that a module or a class keeps and that may wait for ever when they are used.

    What is only called while the module is imported makes nobody wait.
    """
    clients = {name for entry in table("timeouts")["limit"] if entry.get("client") for name in entry["names"]}
    for routine in _bodies_of(module):
        yield from ((routine, one) for one in unlimited_in(routine, project) if one.name in clients)


def _bodies_of(module: Module) -> Iterator[Routine]:
    """Yield the bodies of a module and of its classes as functions without arguments."""
    nothing = ast.arguments([], [], None, [], [], None, [])
    last = module.name.rpartition(".")[2]
    yield Routine(ast.FunctionDef(last, nothing, module.tree.body, []), module, None, ())
    for cls in module.classes.values():
        yield Routine(ast.FunctionDef(cls.qualname, nothing, cls.node.body, []), module, None, ())


def unlimited_in(routine: Routine, project: Project) -> Iterator[Unlimited]:
    """Yield the calls of a function that may wait for ever."""
    body = Body.of(routine, project)
    place = Place.inside(routine, project)
    for node in own_nodes(routine.node):
        if isinstance(node, ast.Call):
            name = called(node, place)
            found = _call(node, name, body) or _awaited(node, name, body)
            if found is not None:
                yield found


def _call(node: ast.Call, name: str, body: Body) -> Unlimited | None:
    entry = next((one for one in table("timeouts")["limit"] if name in one["names"]), None)
    if entry is None or _is_limited_elsewhere(name, entry, body) or _is_ended(node, entry, body):
        return None
    if entry.get("client") and _is_limited_call_by_call(node, entry, body):
        return None
    value = _given(node, entry)
    seconds = str(limit_of(body.project))
    if value is None and not entry.get("default"):
        edit: Edit = AddKeywords(body.span(node), ((entry["keyword"], seconds),))
    elif value is not None and is_none(value):
        edit = Compose(body.span(value), seconds)
    else:
        return None
    return Unlimited(
        node, name, (edit,), entry["raises"], leaves=entry.get("leaves", ""), advice=entry.get("advice", "")
    )


def _given(node: ast.Call, entry: dict[str, object]) -> ast.expr | None:
    """The limit that a call is given; an argument of another sort where there may be one that is not to be seen."""
    unseen = [one.value for one in node.keywords if one.arg is None]
    unseen += [one for one in node.args if isinstance(one, ast.Starred)]
    named = [one.value for one in node.keywords if one.arg == entry["keyword"]]
    position = entry["position"]
    assert isinstance(position, int)
    placed = node.args[position : position + 1] if position >= 0 else []
    return next(iter([*named, *placed, *unseen]), None)


def _is_limited_elsewhere(name: str, entry: dict[str, object], body: Body) -> bool:
    """Whether something else than an argument may set a limit."""
    module = body.routine.module
    if name.startswith("requests.Session."):  # an adapter of the session may
        return MOUNTED in module.text or "Session(" not in module.text
    if entry.get("socket"):
        project = body.project
        word = "setdefaulttimeout"
        return project.once("setdefaulttimeout", lambda: any(True for _ in project.modules_with(word, (word,))))
    return False


def _is_ended(node: ast.Call, entry: Mapping[str, Any], body: Body) -> bool:
    """Whether what a call waits for was ended before, such as a program that was killed."""
    if "ended" not in entry or not isinstance(node.func, ast.Attribute):
        return False
    ends = {f"{ast.unparse(node.func.value)}.{method}" for method in entry["ended"]}
    inner: ast.AST = node
    for outer in body.around(node):
        blocks = [block for _, block in ast.iter_fields(outer) if isinstance(block, list) and inner in block]
        if any(_does(statement, ends) for block in blocks for statement in block[: block.index(inner)]):
            return True
        inner = outer
    return False


def _does(statement: ast.stmt, calls: Collection[str]) -> bool:
    """Whether a statement makes one of some calls, also where that may fail since it is too late for it."""
    match statement:
        case ast.Expr(value=ast.Call(func=func)):
            return ast.unparse(func) in calls
        case ast.Try() | ast.With():
            return any(_does(one, calls) for one in statement.body)
    return False


def _is_limited_call_by_call(client: ast.Call, entry: dict[str, object], body: Body) -> bool:
    """Whether each call that a function makes of its client has a limit, or may have one that is not to be seen."""
    match body.parents.get(client):
        case ast.withitem(optional_vars=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            limits = [_given(call, {**entry, "position": -1}) for call in _calls_of(name, body)]
            return bool(limits) and all(one is not None and not is_none(one) for one in limits)
    return False


def _calls_of(name: str, body: Body) -> Iterator[ast.Call]:
    """Yield the calls of methods of what a local name stands for."""
    for node in own_nodes(body.routine.node):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner))) if owner == name:
                yield node


def _awaited(node: ast.Call, name: str, body: Body) -> Unlimited | None:
    entry = next((one for one in table("timeouts")["await"] if name in one["names"]), None)
    if entry is None or not isinstance(body.parents[node], ast.Await):
        return None
    if _is_in_limit(node, body) or _is_ended(node, entry, body):
        return None
    seconds = limit_of(body.project)
    statement = body.statement(node)
    newer = body.python is not None and not body.python.is_below("3.11")
    if newer and isinstance(statement, ast.Expr | ast.Assign | ast.Return | ast.AnnAssign | ast.AugAssign):
        written, imports = body.reference("asyncio", "timeout")
        edit: Edit = PutUnder(body.span(statement), f"async with {written}({seconds})")
    else:
        written, imports = body.reference("asyncio", "wait_for")
        edit = GiveTo(body.span(node), written, str(seconds))
    return Unlimited(node, name, (edit,), "TimeoutError", imports, entry.get("leaves", ""))


def _is_in_limit(node: ast.Call, body: Body) -> bool:
    managers = table("timeouts")["limits"]["managers"]
    around = [outer for outer in body.around(node) if isinstance(outer, ast.With | ast.AsyncWith)]
    calls = [item.context_expr for outer in around for item in outer.items]
    return any(isinstance(call, ast.Call) and body.called(call) in managers for call in calls)
