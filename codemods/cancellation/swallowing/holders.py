"""Which clause does the clean-up of a consumer: of those that a cancellation comes to, the outermost."""

from __future__ import annotations

import ast

from channels_fix.module import Class
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from codemods.cancellation.covering.reporting import is_to_be_covered
from codemods.cancellation.swallowing.swallows import Swallow, swallows_of
from codemods.consumers import Consumer, as_consumer

EVERYWHERE = ("dispatch", "__call__")
OUTER = {
    "dispatch": (),
    "connect": (*EVERYWHERE, "websocket_connect"),
    "handle": (*EVERYWHERE, "http_request"),
    "receive": (*EVERYWHERE, "websocket_receive"),
    "receive_json": (*EVERYWHERE, "websocket_receive", "receive"),
}
"""The methods that run a handler of a consumer, where not only `EVERYWHERE`."""


def consumer_at(swallow: Swallow, project: Project) -> Consumer | None:
    """The consumer whose own clean-up belongs into the clause: nothing further out does it when it is cancelled."""
    function = swallow.function
    consumer = as_consumer(function.cls, project) if function.cls else None
    if consumer is None or not swallow.handles or _is_inside_another(swallow, project):
        return None
    return None if _is_covered(function.node.name, consumer, project) else consumer


def _is_inside_another(swallow: Swallow, project: Project) -> bool:
    """Whether the cancellation comes to another such clause of the same function next."""
    tries = [
        other.stop.node
        for other in swallows_of(swallow.function.module, project)
        if other.function.node is swallow.function.node and other.stop.node is not swallow.stop.node
    ]
    return any(
        inner is swallow.stop.node
        for outer in tries
        if isinstance(outer, ast.Try) and outer.handlers
        for statement in outer.body
        for inner in ast.walk(statement)
    )


def _is_covered(name: str, consumer: Consumer, project: Project) -> bool:
    """Whether a method that runs the handler is the place for the clean-up of a consumer."""
    for cls in project.mro(consumer.cls):
        for outer in OUTER.get(name, EVERYWHERE):
            method = cls.method(outer) if isinstance(cls, Class) else None
            if method is not None and any(isinstance(node, ast.Try) for node in own_nodes(method)):
                return True
    return is_to_be_covered(consumer, project)
