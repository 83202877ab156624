"""Calls that wait for what is outside of the process and have no awaitable form, or are not worth one: a thread."""

from __future__ import annotations

import ast

from channels_fix.nodes import all_nodes
from codemods.async_views.steps import ways
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.by_value import called_by_value, classes_of
from codemods.async_views.steps.called import Place, called, made
from codemods.async_views.steps.keeping import kept
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.values.blocking import Call, call_of, objects
from codemods.facts import table
from codemods.routines import Routine

SESSION = "what uses the same `{}` stays together: move it to a function of its own"
HELD = "a thread must have the whole block, as to leave it is to wait too: move it to a function of its own"
LOCK = "a lock of threads must not be held over an await: keep what it guards in a function without slow calls"
POOL = (
    "what the executor does goes on when the client leaves, and to leave the block is to wait for it: "
    "await coroutine functions, several of them with `asyncio.gather`"
)


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if isinstance(node, ast.With):
        return _block(node, body)
    return _call(node, body) if isinstance(node, ast.Call) else None


def thread_way(node: ast.Call, body: Body, doubts: tuple[str, ...] = ()) -> Way:
    """The way that lets the thread of the request make a call."""
    return ways.threaded(node, body, doubts)


def place_of(body: Body) -> Place:
    """Where the code of a function is written."""
    return Place.inside(body.routine, body.project)


def is_lock(node: ast.expr, body: Body) -> bool:
    """Whether an expression stands for a lock of threads, or of processes."""
    return not objects("locks").isdisjoint(_classes(node, "acquire", body))


def _block(node: ast.With, body: Body) -> Step | None:
    """A block at the end of which something waits."""
    reasons = {"locks": LOCK, "executors": POOL, "held": HELD}
    for item in node.items:
        for name in _classes(item.context_expr, "__enter__", body):
            reason = next((reason for what, reason in reasons.items() if name in objects(what)), "")
            if reason:
                inside = frozenset(one for one in all_nodes(item.context_expr) if isinstance(one, ast.Call))
                return Step(node, f"with {name}", slow=True, reason=reason, covers=inside)
    return None


def _classes(node: ast.expr, method: str, body: Body) -> tuple[str, ...]:
    """The classes of which an expression may stand for an object, as far as they are known."""
    return made(node, place_of(body)), *classes_of(node, method, body)


def _call(node: ast.Call, body: Body) -> Step | None:
    place = place_of(body)
    name = called(node, place) or called_by_value(node, body)
    known = call_of(name)
    if known is None and name and any(made(argument, place) in objects("read-lazily") for argument in node.args):
        return Step(node, name, slow=True, thread=thread_way(node, body))
    if known is None or not known.waits:
        return None
    if known.kind == "lock" and (_returns_at_once(node, known) or not _may_be_full(node, known, place)):
        return None
    reason = known.reason or piece_by_piece(node) or _shared(node, name, body)
    thread = None if reason else thread_way(node, body)
    reason = reason or _built_elsewhere(name) or known.advice
    return Step(node, name, slow=known.is_slow, thread=thread, reason=reason, writes=known.writes)


def _built_elsewhere(name: str) -> str:
    """Why a call of a client that has an asynchronous twin is left to a thread."""
    makers = (*(one for entry in table("clients")["client"] for one in entry["calls"]), "requests.Session")
    maker = next((one for one in makers if name.startswith(f"{one}.") and name not in makers), "")
    return f"its object is not seen to be a plain {maker}: make the call in a method of what keeps one" if maker else ""


def piece_by_piece(node: ast.Call) -> str:
    """Why a call that is told to give a stream must not go to a thread by itself; nothing if it is not."""
    told = next((word.value for word in node.keywords if word.arg == "stream"), None)
    is_told = told is not None and not (isinstance(told, ast.Constant) and not told.value)
    return "the answer is read piece by piece: read it in a function of its own" if is_told else ""


def _returns_at_once(node: ast.Call, known: Call) -> bool:
    """Whether the arguments of a call that waits for a lock or queue say that it does not."""
    given = {one.arg: one.value for one in node.keywords}
    first = 1 if known.bounded else 0  # what is put comes in front
    values = [*(given.get(name) for name in ("block", "blocking", "timeout", "wait")), *node.args[first : first + 1]]
    return any(isinstance(value, ast.Constant) and value.value is not None and not value.value for value in values)


def _may_be_full(node: ast.Call, known: Call, place: Place) -> bool:
    """Whether the object of a call is built with a bound, if it waits only for such."""
    if not known.bounded:
        return True
    owner = node.func.value if isinstance(node.func, ast.Attribute) else node.func
    found = kept(owner, frozenset({made(owner, place)}), place)
    given = found.call if found is not None else owner
    if not isinstance(given, ast.Call):
        return False
    bounds = [*given.args[:1], *(word.value for word in given.keywords if word.arg == known.bounded)]
    return any(not (isinstance(bound, ast.Constant) and not bound.value) for bound in bounds)


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
    return [one for one in all_nodes(routine.node) if isinstance(one, ast.Call)]
