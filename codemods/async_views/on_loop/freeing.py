"""How a place that blocks the event loop lets it run on."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from channels_fix.edits.asynchronous import MakeList
from channels_fix.edits.expressions import AwaitWrapped
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from codemods.async_views.decision.catching import asked_for
from codemods.async_views.decision.placing import generators_around, obstacle
from codemods.async_views.on_loop.between import lock_held, races
from codemods.async_views.on_loop.blocked import Blocked
from codemods.async_views.on_loop.own_loops import starter_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Way
from codemods.consumers import as_consumer
from codemods.routines import Routine

THREAD = "it runs in a thread then: other tasks run meanwhile, and a cancellation does not end it"
SHARED = "all consumers share that thread: with `thread_sensitive=False` it is another, where no database is asked"
OWN = (
    "{} starts an event loop for it, and under ASGI sync_to_async would wait for ever for the thread that runs that: "
    "use async_to_sync there"
)
LOOP = "{} speaks with the event loop, which a thread must not do: await what waits in it"

HELD = (
    "`{}` is held here, a lock of threads, which must not be held over an await: let it go before, or use asyncio.Lock"
)
PIECES = (
    "{} is a generator, of which each piece waits on the event loop: let it be an asynchronous one, "
    "or let a thread make a list of it"
)


@dataclass(frozen=True)
class Freeing:
    """The way in which a place lets the event loop run on, or the reason why there is none."""

    way: Way | None
    doubts: tuple[str, ...] = ()
    reason: str = ""


def freeing_of(blocked: Blocked, routine: Routine, project: Project) -> Freeing:
    """Work out what to write in the place of what blocks."""
    body = Body.of(routine, project)
    step = blocked.step
    hindrance = obstacle(step, body)
    if hindrance:
        return Freeing(None, reason=hindrance)
    freeing = _free(blocked, routine, body)
    if freeing.way is None:
        return freeing
    starter = None if freeing.way.cancellable else starter_of(routine, project)
    if starter is not None:
        return Freeing(None, reason=OWN.format(starter.name))
    lock = lock_held(step, freeing.way, body)
    if lock:
        return Freeing(None, reason=HELD.format(lock))
    lists = tuple(MakeList(body.span(generator)) for generator in generators_around(step, body))
    return replace(freeing, way=replace(freeing.way, edits=(*freeing.way.edits, *lists)))


def _free(blocked: Blocked, routine: Routine, body: Body) -> Freeing:
    step, project = blocked.step, body.project
    if step.callee is not None:
        if step.callee.is_generator and not step.covers:
            return Freeing(None, reason=PIECES.format(step.name))
        speaker = next((one.name for one in blocked.chain.calls if _speaks_with_loop(one, project)), "")
        if speaker:
            return Freeing(None, reason=LOOP.format(speaker))
        way = _wrapped(step.node, body) if isinstance(step.node, ast.Call) else step.thread
        return _threaded(way, routine, project) if way else Freeing(None, reason=step.reason)
    if step.native is not None:
        asked = asked_for(project) if step.native.raises else ()
        return Freeing(step.native, (*step.native.doubts, *asked, *races(step.node, body)))
    if step.thread is not None:
        freeing = _threaded(step.thread, routine, project)
        return replace(freeing, doubts=(*freeing.doubts, *([step.reason] if step.reason else [])))
    return Freeing(None, reason=step.reason)


def _threaded(way: Way, routine: Routine, project: Project) -> Freeing:
    shared = (SHARED,) if routine.cls is not None and as_consumer(routine.cls, project) else ()
    return Freeing(way, (THREAD, *shared, *way.doubts))


def _wrapped(node: ast.Call, body: Body) -> Way:
    wrapper, imports = body.reference("asgiref.sync", "sync_to_async")
    return Way((AwaitWrapped(body.span(node), body.is_primary(node), wrapper),), imports)


def _speaks_with_loop(routine: Routine, project: Project) -> bool:
    """Whether a function uses the event loop of the thread that runs it."""
    for node in own_nodes(routine.node):
        if isinstance(node, ast.Name | ast.Attribute):
            symbol = project.resolve(node, routine.module, routine.within)
            if symbol is not None and symbol.name.startswith(("asyncio.", "channels.db.")):
                return True
    return False
