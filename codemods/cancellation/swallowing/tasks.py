"""Which variables and attributes keep tasks."""

from __future__ import annotations

import ast

from channels_fix.bindings import all_arguments
from channels_fix.nodes import last_name
from codemods.facts import table
from codemods.routines import Routine


class Tasks:
    """Knows where a function, and the class around it, keep tasks.

    Args:
        function: The function.
    """

    def __init__(self, function: Routine) -> None:
        self.function = function
        self.facts = table("cancellation")["tasks"]

    def holds(self, node: ast.expr) -> bool:
        """Whether an argument is a variable or attribute that tasks are kept in."""
        match node:
            case ast.Starred(value=inner) | ast.Subscript(value=inner):
                return self.holds(inner)
            case ast.Call(func=ast.Attribute(value=inner, attr="values" | "copy")):
                return self.holds(inner)
            case ast.Call(args=[inner], func=ast.Name(id="list" | "tuple" | "set" | "iter")):
                return self.holds(inner)
            case ast.Call(func=called):
                return last_name(called) in self.facts["makers"]
            case ast.Name(id=name):
                return self.are_kept_as(name)
            case ast.Attribute(attr=name) if self.function.cls:
                return self.are_kept_as(name)
        return False

    def are_kept_as(self, name: str) -> bool:
        """Whether tasks are assigned to a name, or added to what it names, or annotations say so."""
        place: ast.AST = self.function.cls.node if self.function.cls else self.function.node
        words = self.facts["types"]
        for parameter in all_arguments(self.function.node.args):
            if parameter.arg == name and parameter.annotation and _names(parameter.annotation) & {*words}:
                return True
        for one in ast.walk(place):
            match one:
                case ast.Assign(targets=kept, value=value) if _keeps(kept, name) and self._has_maker(value):
                    return True
                case ast.AnnAssign(target=target, annotation=given, value=value) if _keeps([target], name):
                    if _names(given) & {*words} or (value is not None and self._has_maker(value)):
                        return True
                case ast.Call(func=ast.Attribute(value=owner), args=items) if last_name(owner) == name:
                    if any(self._has_maker(value) for value in items):
                        return True
        return False

    def _has_maker(self, value: ast.expr) -> bool:
        return any(isinstance(one, ast.Call) and last_name(one.func) in self.facts["makers"] for one in ast.walk(value))


def _keeps(targets: list[ast.expr], name: str) -> bool:
    """Whether an assignment goes to a variable or attribute, or to an item of it."""
    plain = [target.value if isinstance(target, ast.Subscript) else target for target in targets]
    return any(last_name(target) == name for target in plain)


def _names(node: ast.expr) -> set[str]:
    words = {last_name(one) for one in ast.walk(node)}
    texts = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return words | {part.rpartition(".")[2] for text in texts for part in text.replace("]", "[").split("[")}
