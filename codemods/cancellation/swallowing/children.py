"""Tells where an await may give the cancellation of somebody else: of a task of one's own, or a limit of one's own."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.module import Class
from channels_fix.project import Project
from codemods.cancellation.swallowing.coroutines import Coroutine
from codemods.cancellation.swallowing.domain import CANCELLED_CLASS
from codemods.facts import table

MAX_DEPTH = 3
"""Calls that are followed, one into the next."""

Functions = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Children:
    """Knows the awaits of one function.

    Args:
        function: The function.
        project: The index.
    """

    def __init__(self, function: Coroutine, project: Project) -> None:
        self.function = function
        self.project = project
        self.facts = table("cancellation")

    def may_be_cancelled(self, node: ast.AST) -> bool:
        """Whether what an await waits for may itself have been cancelled, by this code or another."""
        return isinstance(node, ast.Await) and self._is_child(node.value)

    def has_a_protocol(self) -> bool:
        """Whether the function, or the class around it, deals in cancellations itself."""
        nodes = list(ast.walk(self.function.node))
        if any(_name(node) in self.facts["protocols"]["names"] for node in nodes):
            return True
        if any(isinstance(node, ast.Call) and self._is_timer(node) for node in nodes):
            return True
        cls = self.function.cls
        return cls is not None and any(_name(node) == "current_task" for node in ast.walk(cls.node))

    def is_limited(self, node: ast.AST) -> bool:
        """Whether a statement stands in a block of the function that cancels the task when its time is up."""
        return any(
            any(self._is_limit(item) for item in outer.items) and any(inner is node for inner in ast.walk(outer))
            for outer in own_nodes(self.function.node)
            if isinstance(outer, ast.With | ast.AsyncWith)
        )

    def _is_limit(self, item: ast.withitem) -> bool:
        call = item.context_expr
        return isinstance(call, ast.Call) and self._resolved(call.func) in self.facts["protocols"]["managers"]

    def _is_timer(self, call: ast.Call) -> bool:
        given = (*call.args, *(keyword.value for keyword in call.keywords))
        return _name(call.func) in self.facts["protocols"]["timers"] and any(
            isinstance(one, ast.Attribute) and one.attr == "cancel" for one in given
        )

    def _is_child(self, node: ast.expr) -> bool:
        match node:
            case ast.Name(id=name):
                return not self._is_coroutine(name)
            case ast.Attribute() | ast.Subscript():
                return True
            case ast.Starred(value=inner) | ast.NamedExpr(value=inner):
                return self._is_child(inner)
            case ast.IfExp(body=body, orelse=orelse):
                return self._is_child(body) or self._is_child(orelse)
            case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
                return any(self._is_child(part) for part in parts)
            case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element) | ast.SetComp(elt=element):
                return self._is_child(element)
            case ast.Call():
                return self._gives_child(node)
        return False

    def _gives_child(self, call: ast.Call) -> bool:
        waiter = self._resolved(call.func)
        if waiter in self.facts["tasks"]["waiters"]:
            named = [keyword.value for keyword in call.keywords if keyword.arg in self.facts["tasks"]["waited-for"]]
            awaited = [*call.args, *named] if waiter == "asyncio.gather" else [*call.args[:1], *named]
            return any(self._is_child(one) for one in awaited)
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if any(self._is_task(one) for one in given):
            return True
        return self._cancels(call.func, self.function, MAX_DEPTH)

    def _is_coroutine(self, name: str) -> bool:
        """Whether a variable holds the coroutine of a call, not a task."""
        bindings = self.project.function_scope(self.function.node).names.get(name, ())
        values = [binding.value for binding in bindings]
        return bool(values) and all(
            isinstance(value, ast.Call) and isinstance(self._definition(value.func), ast.AsyncFunctionDef)
            for value in values
        )

    def _definition(self, called: ast.expr) -> ast.AST | None:
        owner = self.function
        return next((target.node for target in targets(called, owner, self.project)), None)

    def _is_task(self, node: ast.expr) -> bool:
        """Whether an argument is a variable or attribute that a task is assigned to."""
        if isinstance(node, ast.Starred):
            return self._is_task(node.value)
        match node:
            case ast.Name(id=name):
                place: ast.AST = self.function.node
            case ast.Attribute(attr=name) if self.function.cls:
                place = self.function.cls.node
            case _:
                return False
        return any(
            isinstance(one, ast.Assign | ast.AnnAssign)
            and isinstance(one.value, ast.Call)
            and _name(one.value.func) in self.facts["tasks"]["makers"]
            and any(_name(target) == name for target in (one.targets if isinstance(one, ast.Assign) else [one.target]))
            for one in ast.walk(place)
        )

    def _cancels(self, called: ast.expr, owner: Coroutine, depth: int) -> bool:
        """Whether a function of the project cancels something, or raises such an error itself, in what it runs."""
        for target in targets(called, owner, self.project) if depth else ():
            for node in own_nodes(target.node):
                match node:
                    case ast.Raise(exc=ast.expr() as raised):
                        kind = raised.func if isinstance(raised, ast.Call) else raised
                        symbol = self.project.resolve(kind, target.module, target.within)
                        if symbol is not None and symbol.name == CANCELLED_CLASS:
                            return True
                    case ast.Call(func=ast.Attribute(attr="cancel")):
                        return True
                    case ast.Await(value=ast.Call(func=inner)) if self._cancels(inner, target, depth - 1):
                        return True
        return False

    def _resolved(self, node: ast.expr) -> str:
        symbol = self.project.resolve(node, self.function.module, self.function.within)
        return symbol.name if symbol else ""


def targets(called: ast.expr, owner: Coroutine, project: Project) -> Iterator[Coroutine]:
    """Yield the coroutine function of the project that a call runs in another one."""
    match called:
        case ast.Attribute(value=ast.Name(id=name), attr=attribute) if owner.cls and name == owner.receiver:
            yield from _method(project.mro(owner.cls), attribute)
            return
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute) if owner.cls:
            yield from _method(project.mro(owner.cls)[1:], attribute)
            return
    symbol = project.resolve(called, owner.module, owner.within)
    if symbol is not None and isinstance(symbol.definition, ast.AsyncFunctionDef) and symbol.module is not None:
        yield Coroutine(symbol.definition, symbol.module, None, ())


def _method(line: tuple[object, ...], name: str) -> Iterator[Coroutine]:
    for cls in line:
        if isinstance(cls, Class) and name in cls.scope.names:
            method = cls.method(name)
            if isinstance(method, ast.AsyncFunctionDef):
                yield Coroutine(method, cls.module, cls, cls.within)
            return


def own_nodes(root: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in `root` itself, not in the functions and classes in it."""
    for child in ast.iter_child_nodes(root):
        if not isinstance(child, Functions | ast.ClassDef):
            yield child
            yield from own_nodes(child)


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
