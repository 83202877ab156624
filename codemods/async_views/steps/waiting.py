"""Calls that wait for what is outside of the process and have no awaitable form, or are not worth one: a thread."""

from __future__ import annotations

import ast

from channels_fix.edits.expressions import AwaitWrapped
from codemods.async_views.steps.blocking import call_of, objects
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place, called, made
from codemods.async_views.steps.step import Step, Way
from codemods.facts import table
from codemods.routines import Routine

SESSION = "what uses the same `{}` stays together: move it to a function of its own"
HELD = "a thread must have the whole block, as to leave it is to wait too: move it to a function of its own"
LOCK = "a lock of threads must not be held over an await: keep what it guards in a function of its own"
POOL = "to leave the block is to wait for all of its work: keep it in a function of its own"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if isinstance(node, ast.With):
        return _block(node, body)
    return _call(node, body) if isinstance(node, ast.Call) else None


def thread_way(node: ast.Call, body: Body, doubts: tuple[str, ...] = ()) -> Way:
    """The way that lets the thread of the request make a call."""
    wrapper, imports = body.reference("asgiref.sync", "sync_to_async")
    return Way((AwaitWrapped(body.span(node), body.is_primary(node), wrapper),), imports, doubts=doubts)


def place_of(body: Body) -> Place:
    """Where the code of a function is written."""
    return Place.inside(body.routine, body.project)


def _block(node: ast.With, body: Body) -> Step | None:
    """A block at the end of which something waits."""
    for item in node.items:
        name = made(item.context_expr, place_of(body))
        reasons = {"locks": LOCK, "executors": POOL, "held": HELD}
        reason = next((reason for what, reason in reasons.items() if name in objects(what)), "")
        if reason:
            inside = frozenset(one for one in ast.walk(item.context_expr) if isinstance(one, ast.Call))
            return Step(node, f"with {name}", slow=True, reason=reason, covers=inside)
    return None


def _call(node: ast.Call, body: Body) -> Step | None:
    place = place_of(body)
    name = called(node, place)
    known = call_of(name)
    if known is None and name and any(made(argument, place) in objects("read-lazily") for argument in node.args):
        return Step(node, name, slow=True, thread=thread_way(node, body))
    if known is None or not known.waits:
        return None
    if known.kind == "lock" and _returns_at_once(node):
        return None
    reason = known.reason or _shared(node, name, body)
    thread = None if reason else thread_way(node, body)
    reason = reason or _built_elsewhere(name)
    return Step(node, name, slow=known.is_slow, thread=thread, reason=reason, writes=known.writes)


def _built_elsewhere(name: str) -> str:
    """Why a call of a client that has an asynchronous twin is left to a thread."""
    makers = (*(one for entry in table("clients")["client"] for one in entry["calls"]), "requests.Session")
    maker = next((one for one in makers if name.startswith(f"{one}.") and name not in makers), "")
    return f"the {maker} is not built in the function that uses it: build it there" if maker else ""


def _returns_at_once(node: ast.Call) -> bool:
    """Whether the arguments of a call that waits for a lock or queue say that it does not."""
    given = {one.arg: one.value for one in node.keywords}
    values = [given.get("block"), given.get("blocking"), given.get("timeout"), *node.args[:1]]
    return any(isinstance(value, ast.Constant) and value.value is not None and not value.value for value in values)


def _shared(node: ast.Call, name: str, body: Body) -> str:
    """Why a call on an object must not go to a thread by itself."""
    place = place_of(body)
    owner = next((one for one in sorted(objects("sessions")) if name == one or name.startswith(f"{one}.")), "")
    if not owner:
        return ""
    names = [called(one, place) for one in _calls(body.routine) if one is not node]
    others = [other for other in names if (other == owner or other.startswith(f"{owner}.")) and call_of(other)]
    return SESSION.format(owner) if others else ""


def _calls(routine: Routine) -> list[ast.Call]:
    return [one for one in ast.walk(routine.node) if isinstance(one, ast.Call)]
