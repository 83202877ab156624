"""Tells what only answers the client, who will not get it, from what would be missed."""

from __future__ import annotations

import ast

from channels_fix.flow.calls import LOGGING
from channels_fix.module import Class
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancellation.cleaning.callees import MAX_DEPTH, Callee, called
from codemods.consumers import as_consumer, consumers_of
from codemods.facts import table
from codemods.stop_consumer.effects import PURE_CALLS, has_effects


class Answers:
    """Looks at the statements of one function.

    Args:
        caller: The function.
        project: The index.
    """

    def __init__(self, caller: Callee, project: Project) -> None:
        self.caller = caller
        self.project = project
        self.facts = table("cleaning")
        self.in_consumer = caller.origin is not None and _is_run_by_channels(caller.origin, project)

    def is_dropped(self, statement: ast.stmt) -> bool:
        """Whether a simple statement has no place in a clause that ends with a raise."""
        match statement:
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                return True
            case ast.Assert():
                return not has_effects(statement)
            case ast.Expr(value=ast.Await(value=ast.Call() as call)) | ast.Expr(value=ast.Call() as call):
                return self._pauses(call) or self.answers(call)
        return False

    def is_missed(self, value: ast.expr) -> bool:
        """Whether an expression that is returned or raised does something besides."""
        inner = value.value if isinstance(value, ast.Await) else value
        if isinstance(inner, ast.Call):
            if self.answers(inner) or self._pauses(inner):
                return False
            if not isinstance(value, ast.Await) and self._makes_a_value(inner):
                return any(self.is_missed(part) for part in [*inner.args, *(one.value for one in inner.keywords)])
        return has_effects(ast.Expr(value))

    def _makes_a_value(self, call: ast.Call) -> bool:
        """Whether a call only makes an object."""
        callee = called(call.func, self.caller, self.project)
        if callee is not None and isinstance(callee.function, ast.FunctionDef):
            return not callee.function.decorator_list and not any(has_effects(one) for one in callee.function.body)
        symbol = self.project.resolve(call.func, self.caller.module, self.caller.within)
        if symbol is not None and (
            isinstance(symbol.definition, Class) or symbol.name.startswith(tuple(self.facts["values"]))
        ):
            return True
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        return name[:1].isupper()

    def _pauses(self, call: ast.Call) -> bool:
        """Whether a call waits before the work goes on."""
        symbol = self.project.resolve(call.func, self.caller.module, self.caller.within)
        return symbol is not None and symbol.name in self.facts["pauses"]

    def answers(self, call: ast.Call) -> bool:
        """Whether a call answers the client."""
        return self._answers(call, self.caller, MAX_DEPTH)

    def _answers(self, call: ast.Call, caller: Callee, depth: int) -> bool:
        match call.func:
            case ast.Name(id="send") if _is_parameter("send", caller):
                return True
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner == caller.receiver and self.in_consumer:
                callee = called(call.func, caller, self.project)
                if callee is None:
                    return name in self.facts["answers"] and not self._is_unknown(name)
                return bool(depth) and self._only_answers(callee, depth - 1)
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=name) if self.in_consumer:
                callee = called(call.func, caller, self.project)
                if callee is None:
                    return name in self.facts["answers"]
                return bool(depth) and self._only_answers(callee, depth - 1)
        return False

    def _is_unknown(self, name: str) -> bool:
        """Whether the class or a base gives the name a meaning that cannot be known."""
        line = self.project.mro(self.caller.origin) if self.caller.origin else ()
        return any(base is None or (isinstance(base, Class) and name in base.scope.names) for base in line)

    def _only_answers(self, callee: Callee, depth: int) -> bool:
        """Whether a method does nothing but answer."""
        answers = False
        for node in inner_nodes(callee.function.body):
            match node:
                case ast.Call() if self._answers(node, callee, depth):
                    answers = True
                case ast.Call(func=ast.Name(id="super")):
                    continue
                case ast.Call():
                    if has_effects(ast.Expr(node)) and not self._prepares(node):
                        return False
                case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()) | ast.Delete() | ast.Yield():
                    return False
        return answers

    def _prepares(self, call: ast.Call) -> bool:
        """Whether a call makes what is sent."""
        match call.func:
            case ast.Attribute(attr=name):
                return name in PURE_CALLS | LOGGING | {"dumps", "format", "encode", "encode_json", "copy", "items"}
            case ast.Name(id=name):
                return name in {"dict", "list", "str"} or name[:1].isupper()
        return False


def _is_run_by_channels(cls: Class, project: Project) -> bool:
    return as_consumer(cls, project) is not None or bool(consumers_of(cls, project))


def _is_parameter(name: str, caller: Callee) -> bool:
    return any(
        argument.arg == name
        for function in caller.within
        for argument in (*function.args.posonlyargs, *function.args.args)
    )
