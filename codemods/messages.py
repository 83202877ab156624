"""What a function does to the message that it is given: as long as it is whole, it can be asked and handed on."""

from __future__ import annotations

import ast

from channels_fix.bindings import Function
from channels_fix.nodes import own_nodes
from channels_fix.project import Project

_CHANGING = {"clear", "pop", "popitem", "setdefault", "update"}


def stays_whole(function: Function, message: str, project: Project) -> bool:
    """Whether a parameter is the message as it came wherever a function reads it.

    Neither the name nor a key is given away, in the function itself.

    Args:
        function: The function.
        message: The name of the parameter.
        project: The index.
    """
    bindings = project.function_scope(function).names.get(message, ())
    return len(bindings) == 1 and not any(_changes(node, message) for node in own_nodes(function))


def _changes(node: ast.AST, message: str) -> bool:
    match node:
        case ast.Subscript(value=ast.Name(id=owner), ctx=ast.Store() | ast.Del()):
            return owner == message
        case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)):
            return owner == message and name in _CHANGING
    return False
