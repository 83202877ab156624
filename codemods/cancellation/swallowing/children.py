"""Tells where an await may give the cancellation of somebody else: of a task of one's own, or a limit of one's own."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.module import Class
from channels_fix.nodes import last_name, own_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.cancellation.swallowing.ends import Ends
from codemods.cancellation.swallowing.owners import Owners
from codemods.cancellation.swallowing.tasks import Tasks
from codemods.cancelled import CANCELLED_CLASS
from codemods.facts import table
from codemods.routines import Routine, methods_called
from codemods.stop_consumer.keepers import SUPPRESS

MAX_DEPTH = 3
"""Calls that are followed, one into the next."""
WAITS = (ast.Await, ast.AsyncFor, ast.AsyncWith)


class Children:
    """Knows the awaits of one function.

    Args:
        function: The function.
        project: The index.
        depth: How many calls are followed into other functions.
        given: Its parameters that are known to be coroutines.
    """

    def __init__(
        self, function: Routine, project: Project, depth: int = MAX_DEPTH, given: frozenset[str] = frozenset()
    ) -> None:
        self.function = function
        self.project = project
        self.depth = depth
        self.given = given
        self.facts = table("cancellation")["tasks"]
        self.owners = Owners(function.module, function.within, function.cls, function.receiver, project)
        self.tasks = Tasks(function)
        self._known: dict[ast.AST, bool] = {}

    def may_be_cancelled(self, node: ast.AST) -> bool:
        """Whether what an await waits for may itself have been cancelled, by this code or another."""
        if node not in self._known:
            self._known[node] = False  # what a recursion sees
            self._known[node] = self._may_be_cancelled(node)
        return self._known[node]

    def _may_be_cancelled(self, node: ast.AST) -> bool:
        match node:
            case ast.Await(value=awaited):
                return self._is_child(awaited)
            case ast.AsyncFor(iter=ast.Call() as call):
                return self._leads_to_child(call)
            case ast.AsyncWith(items=items):
                return any(self._is_child_manager(item.context_expr) for item in items)
        return any(self.may_be_cancelled(one) for one in own_nodes(node) if isinstance(one, ast.Await))

    # What is awaited --------------------------------------------------------------------------------------------------

    def _is_child(self, node: ast.expr) -> bool:
        match node:
            case ast.Name(id=name):
                return not self._is_coroutine(name)
            case ast.Attribute() | ast.Subscript() | ast.Await():
                return True
            case ast.Starred(value=inner) | ast.NamedExpr(value=inner):
                return self._is_child(inner)
            case ast.IfExp(body=body, orelse=orelse):
                return self._is_child(body) or self._is_child(orelse)
            case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
                return any(self._is_child(part) for part in parts)
            case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element) | ast.SetComp(elt=element):
                return self._is_child(element)
            case ast.BinOp(left=left, right=right):
                return self._is_child(left) or self._is_child(right)
            case ast.Call():
                return self._gives_child(node)
        return False

    def _gives_child(self, call: ast.Call) -> bool:
        waiter = self._resolved(call.func)
        if waiter in self.facts["waiters"]:
            named = [keyword.value for keyword in call.keywords if keyword.arg in self.facts["waited-for"]]
            awaited = [*call.args, *named] if waiter == "asyncio.gather" else [*call.args[:1], *named]
            return any(self._is_child(one) for one in awaited)
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if any(self.tasks.holds(one) for one in given):
            return True
        match call.func:
            case ast.Attribute(value=owner, attr=name):
                if name in {"get", "pop", "popitem", "popleft", "values"} and self.tasks.holds(owner):
                    return True
                return self._is_cancelled_somewhere(owner) or self._leads_to_child(call)
        return self._leads_to_child(call)

    def _is_coroutine(self, name: str) -> bool:
        """Whether a variable holds the coroutine of a call, or several of them, and no task."""
        bindings = self.project.function_scope(self.function.node).names.get(name, ())
        values = [binding.value for binding in bindings]
        if values == [None] and (name in self.given or (self.depth == MAX_DEPTH and self._is_given_coroutines(name))):
            return True
        return (
            bool(values) and all(self._makes_coroutines(value) for value in values) and not self.tasks.are_kept_as(name)
        )

    def _is_given_coroutines(self, name: str) -> bool:
        """Whether every call of the function gives a coroutine for a parameter."""
        calls = Ends.for_project(self.project).calls_of(self.function)
        for user, call in calls:
            value = arguments_of(call, self.function).get(name)
            if value is None or not Children(user, self.project, self.depth - 1)._makes_coroutines(value):
                return False
        return bool(calls)

    def _makes_coroutines(self, value: object) -> bool:
        match value:
            case ast.Call(func=called):
                found = list(targets(called, self.function, self.project))
                return bool(found) and all(isinstance(one.node, ast.AsyncFunctionDef) for one in found)
            case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
                return bool(parts) and all(self._makes_coroutines(part) for part in parts)
            case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element) | ast.SetComp(elt=element):
                return self._makes_coroutines(element)
        return False

    # Other functions --------------------------------------------------------------------------------------------------

    def _is_cancelled_somewhere(self, owner: ast.expr) -> bool:
        """Whether the function, or its class, cancels the object that the awaited method belongs to."""
        if isinstance(owner, ast.Name) and owner.id == self.function.receiver:
            return False
        place: ast.AST = self.function.cls.node if self.function.cls else self.function.node
        same = ast.dump(owner)
        return any(
            isinstance(node, ast.Attribute) and node.attr == "cancel" and ast.dump(node.value) == same
            for node in ast.walk(place)
        )

    def _is_child_manager(self, node: ast.expr) -> bool:
        """Whether to enter or leave a context waits for a task of one's own."""
        cls = self.owners.class_of(node)
        if isinstance(cls, Class):
            ways = [_method(self.project.mro(cls), name) for name in ("__aenter__", "__aexit__")]
            return any(self._cancels(one, frozenset()) for way in ways for one in way)
        return isinstance(node, ast.Call) and self._leads_to_child(node)

    def _leads_to_child(self, call: ast.Call) -> bool:
        """Whether a function of the project waits for a task that may be cancelled, in what it runs itself."""
        if not self.depth:
            return False
        return any(
            self._cancels(target, self._coroutines_given(call, target))
            for target in targets(call.func, self.function, self.project)
        )

    def _coroutines_given(self, call: ast.Call, target: Routine) -> frozenset[str]:
        """The parameters for which a call gives a coroutine."""
        given = arguments_of(call, target)
        return frozenset(name for name, value in given.items() if self._makes_coroutines(value))

    def _cancels(self, target: Routine, given: frozenset[str]) -> bool:
        inner = Children(target, self.project, self.depth - 1, given)
        if isinstance(target.node, ast.FunctionDef):
            returned = [node.value for node in own_nodes(target.node) if isinstance(node, ast.Return)]
            return any(value is not None and (inner._is_child(value) or inner.tasks.holds(value)) for value in returned)
        waits = [node for node in own_nodes(target.node) if isinstance(node, WAITS) and not inner._is_caught(node)]
        if any(inner.may_be_cancelled(node) for node in waits):
            return True
        for node in own_nodes(target.node):
            match node:
                case ast.Raise(exc=ast.expr() as raised):
                    kind = raised.func if isinstance(raised, ast.Call) else raised
                    if inner._resolved(kind) == CANCELLED_CLASS:
                        return True
                case ast.Call(func=ast.Attribute(attr="cancel")) if waits:
                    return True  # what it waits for may be what it cancels
        return False

    def _is_caught(self, node: ast.AST) -> bool:
        """Whether a cancellation that comes up at a place of the function surely stops in it."""
        for outer in own_nodes(self.function.node):
            match outer:
                case ast.Try(body=body, handlers=[_, *_] as handlers) if any(
                    inner is node for statement in body for inner in ast.walk(statement)
                ):
                    first = next((one for one in handlers if self._catches(one.type)), None)
                    if first is not None and not any(isinstance(one, ast.Raise) for one in ast.walk(first)):
                        return True
                case ast.With(items=[ast.withitem(context_expr=ast.Call(func=called, args=kinds))], body=body) if any(
                    inner is node for statement in body for inner in ast.walk(statement)
                ):
                    if self._resolved(called) == SUPPRESS and any(self._catches(kind) for kind in kinds):
                        return True
        return False

    def _catches(self, kind: ast.expr | None) -> bool:
        kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
        return any(one is None or self._resolved(one) in {CANCELLED_CLASS, "builtins.BaseException"} for one in kinds)

    def _resolved(self, node: ast.expr) -> str:
        symbol = self.project.resolve(node, self.function.module, self.function.within)
        return symbol.name if symbol else ""


def arguments_of(call: ast.Call, function: Routine) -> dict[str, ast.expr]:
    """What a call gives for the parameters of a function, as far as it names them one by one."""
    plain = {"staticmethod"} & {last_name(decorator) for decorator in function.node.decorator_list}
    positional = [parameter.arg for parameter in (*function.node.args.posonlyargs, *function.node.args.args)]
    names = positional[1:] if function.cls is not None and not plain else positional
    given = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg is not None}
    for name, value in zip(names, call.args, strict=False):
        if isinstance(value, ast.Starred):
            break
        given[name] = value
    return given


def targets(called: ast.expr, owner: Routine, project: Project) -> Iterator[Routine]:
    """Yield the functions of the project that a call may run; of an object of unknown class, those of that name."""
    symbol = project.resolve(called, owner.module, owner.within)
    if symbol is not None:
        if isinstance(symbol.definition, ast.AsyncFunctionDef | ast.FunctionDef) and symbol.module is not None:
            yield Routine(symbol.definition, symbol.module, None, ())
        return
    match called:
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute) if owner.cls:
            yield from _method(project.mro(owner.cls)[1:], attribute)
        case ast.Attribute(value=kept, attr=attribute):
            cls = Owners(owner.module, owner.within, owner.cls, owner.receiver, project).class_of(kept)
            if isinstance(cls, Class):
                yield from _method(project.mro(cls), attribute)
            elif cls is None:
                yield from methods_called(attribute, project)


def _method(line: tuple[Class | Symbol | None, ...], name: str) -> Iterator[Routine]:
    for cls in line:
        if isinstance(cls, Class) and name in cls.scope.names:
            method = cls.method(name)
            if method is not None:
                yield Routine(method, cls.module, cls, cls.within)
            return
