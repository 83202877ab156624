"""How a branch for the disconnect message lets the consumer end: by the base, or by itself where it did its work."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.consumers import ENDING_HANDLERS, ENDING_MESSAGES, Consumer, is_consumer_class, library_bases
from codemods.messages import stays_whole
from codemods.stop_consumer.skipping.certainty import Call


@dataclass(frozen=True)
class Ending:
    """What can be written in one function.

    Attributes:
        test: Holds for the disconnect message; nothing where the message has no name.
        base: An expression that hands the message on to the library; nothing where there is none.
        must_raise: Whether the library has nothing that would end the consumer.
        leaves_rooms: Whether the consumer declares no clean-up and no groups: then leaving some is all there is to do.
    """

    test: str
    base: str
    must_raise: bool
    leaves_rooms: bool

    def code(self, branch: Sequence[ast.stmt]) -> str:
        """What ends the consumer behind what `branch` does; `{stop}` stands for StopConsumer."""
        if self.must_raise or does_the_work_of_the_base(branch, groups_only=self.leaves_rooms):
            return "raise {stop}()"
        return self.base.replace("{", "{{").replace("}", "}}")


def does_the_work_of_the_base(body: Sequence[ast.stmt], *, groups_only: bool) -> bool:
    """Whether statements call `self.disconnect(...)`, or discard groups where that is all that the base would do."""
    for node in inner_nodes(body):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr="disconnect")):
                return True
            case ast.Call(func=ast.Attribute(attr="group_discard")) if groups_only:
                return True
            case ast.Attribute(attr="group_discard") if groups_only:  # async_to_sync(layer.group_discard)(...)
                return True
    return False


def ending_for(call: Call, consumer: Consumer, project: Project, protocol: str) -> Ending:
    """What can be written in a function that handles the message."""
    routine = call.routine
    function, owner = routine.node, routine.cls
    message = call.message if call.message and stays_whole(function, call.message, project) else ""
    line = project.mro(consumer.cls)
    handlers = [cls for cls in line if isinstance(cls, Class) and cls.method(ENDING_HANDLERS[protocol][-1])]
    library = [library_bases()[one.name] for one in line if one is not None and one.name in library_bases()]
    own = any(
        isinstance(cls, Class) and ("disconnect" in cls.scope.names or "groups" in cls.scope.names) for cls in line
    )
    return Ending(
        f'{message}["type"] == "{ENDING_MESSAGES[protocol]}"' if message else "",
        _base_call(function, owner, consumer, message, project, protocol),
        not handlers and not any(kind.protocol for kind in library) and None not in line,
        not own,
    )


def _base_call(
    function: Function, owner: Class | None, consumer: Consumer, message: str, project: Project, protocol: str
) -> str:
    is_async = isinstance(function, ast.AsyncFunctionDef)
    within = (*(owner.within if owner else ()), function)
    steady = {name for name, bindings in project.function_scope(function).names.items() if len(bindings) == 1}
    parameters = {one.arg for one in ast.walk(function.args) if isinstance(one, ast.arg)} & steady
    for node in inner_nodes(function.body):
        match node:
            case ast.Await(value=ast.Call(func=ast.Attribute(value=base, attr="dispatch"), args=arguments)):
                symbol = project.resolve(base, owner.module, within) if owner else None
                is_base = _is_super(base) or (symbol is not None and is_consumer_class(symbol, project))
                used = {one.id for part in arguments for one in ast.walk(part) if isinstance(one, ast.Name)}
                if is_base and used <= parameters:
                    return ast.unparse(node)
    is_method = owner is not None and owner.method(function.name) is function and message
    if is_method and is_async:
        return f"await super().dispatch({message})"
    first = next((one.arg for one in (*function.args.posonlyargs, *function.args.args)), "")
    if is_method and consumer.sync and first != message:
        return f"{first}.{ENDING_HANDLERS[protocol][-1]}({message})"
    return ""


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
