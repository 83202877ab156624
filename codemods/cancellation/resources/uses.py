"""What a function does with a resource that it has under a name: release it, use it, or give it away."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from channels_fix.bindings import Function
from codemods.cancellation.resources.kinds import Sight
from codemods.cancellation.resources.scopes import SCOPES, own_nodes
from codemods.cancellation.resources.table import Kind

KEEPING = frozenset(
    {
        "add", "aclosing", "append", "appendleft", "callback", "closing", "enter_async_context", "enter_context",
        "extend", "insert", "push", "push_async_callback", "push_async_exit", "put", "put_nowait", "register",
        "set", "setattr", "set_result", "setdefault", "shield", "update",
    }
)  # fmt: skip
"""Functions that may keep what they are given, whoever has them."""
IN_THREAD = frozenset({"asgiref.sync.sync_to_async", "asyncio.to_thread", "channels.db.database_sync_to_async"})
AWAITING = frozenset({"asyncio.gather", "asyncio.wait_for"})
"""They await what they are given, and pass a cancellation on to it."""
WAITING = "asyncio.wait"
SOMETIMES = (ast.IfExp, ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp)


@dataclass
class Uses:
    """What a function does with a resource.

    Attributes:
        releases: The calls that release it, with the expression that does so, `await` included.
        finishing: What leaves nothing to release, and whether it passes a cancellation on to the resource.
        passed: Whether it is given to a call that may or may not keep it.
    """

    releases: dict[ast.Call, str] = field(default_factory=dict)
    finishing: dict[ast.AST, bool] = field(default_factory=dict)
    passed: bool = False


def uses_of(key: str, kind: Kind, owner: str, function: Function, sight: Sight) -> Uses | None:
    """Find what `function` does with the resource `key`.

    Args:
        key: A name of the function, or an attribute of its object.
        kind: What it is.
        owner: The object that it came from, as it is written.
        function: The function.
        sight: The function, with all that is around it.

    Returns:
        The uses, or None where the resource is given away or may be.
    """
    found = _Uses(key, kind, owner, sight)
    for node in own_nodes(function):
        for child in ast.iter_child_nodes(node):
            found.parents[child] = node
    for node in own_nodes(function):
        if isinstance(node, SCOPES):
            if any(found.is_it(inner) for inner in ast.walk(node)):
                return None
        elif isinstance(node, ast.Global | ast.Nonlocal):
            if key in node.names:
                return None
        elif found.is_it(node) and not found.takes(node):
            return None
    return found.uses


def written(node: ast.expr, sight: Sight) -> str:
    """An expression as it is written, if that is one line."""
    text = ast.get_source_segment(sight.module.text, node) if node.end_lineno == node.lineno else None
    return text or ast.unparse(node)


class _Uses:
    def __init__(self, key: str, kind: Kind, owner: str, sight: Sight) -> None:
        self.key, self.kind, self.owner, self.sight = key, kind, owner, sight
        self.parents: dict[ast.AST, ast.AST] = {}
        self.uses = Uses()

    def is_it(self, node: ast.AST) -> bool:
        """Whether the resource is read here."""
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                return name == self.key
            case ast.Attribute(value=ast.Name(id=name), attr=attribute, ctx=ast.Load()):
                return f"{name}.{attribute}" == self.key
        return False

    def takes(self, node: ast.AST) -> bool:
        """Take note of a use; whether it leaves the resource with the function."""
        parent = self.parents[node]
        match parent:
            case ast.Attribute(attr=name):
                return self._method(parent, name)
            case ast.Await():
                self.uses.finishing[parent] = True
                return self.kind.awaitable
            case ast.Call():
                return self._given(parent, node)
            case ast.keyword():
                call = self.parents[parent]
                return isinstance(call, ast.Call) and self._given(call, node)
            case ast.List() | ast.Tuple() | ast.Set():
                return self.kind.awaitable and self._waited_for(self.parents[parent])
            case ast.Compare() | ast.FormattedValue() | ast.Subscript() | ast.Expr() | ast.Assert():
                return True
            case ast.UnaryOp(op=ast.Not()):
                return True
            case ast.BoolOp():
                return self._is_test(parent)
            case ast.If() | ast.While() | ast.IfExp():
                return parent.test is node
            case ast.For() | ast.AsyncFor() | ast.comprehension():
                return parent.iter is node
        return False

    def _is_test(self, node: ast.AST) -> bool:
        parent = self.parents[node]
        if isinstance(parent, ast.BoolOp | ast.UnaryOp):
            return self._is_test(parent)
        return isinstance(parent, ast.If | ast.While | ast.IfExp) and parent.test is node

    def _method(self, attribute: ast.Attribute, name: str) -> bool:
        parent = self.parents[attribute]
        is_called = isinstance(parent, ast.Call) and parent.func is attribute
        if is_called and name in self.kind.finishing:
            self.uses.finishing[parent] = False
        if name not in self.kind.own_releases:
            return True
        awaited = name in self.kind.awaited_releases
        if is_called and isinstance(parent, ast.Call):
            return self._released(parent, written(parent, self.sight), awaited=awaited)
        runs_it = isinstance(parent, ast.Call) and (
            self._name(parent) in IN_THREAD
            or (isinstance(parent.func, ast.Attribute) and parent.func.attr == "run_in_executor")
        )
        return runs_it and not awaited and self._released(parent, f"{self.key}.{name}()", awaited=False)

    def _given(self, call: ast.Call, node: ast.AST) -> bool:
        match call.func:
            case ast.Attribute(value=owner, attr=method) if method in self.kind.owner_releases:
                if ast.unparse(owner) == self.owner:
                    return self._released(call, written(call, self.sight), awaited=self.kind.owner_awaited)
        named = [one for one in (call.func, *call.args) if isinstance(one, ast.Name | ast.Attribute)]
        for function in named:
            if function is not node and self.sight.name_of(function) in self.kind.freeing:
                return self._released(call, f"{ast.unparse(function)}({self.key})", awaited=False)
        name = self._name(call)
        if self.kind.awaitable and name in AWAITING:
            self.uses.finishing[call] = True
            return isinstance(self.parents[call], ast.Await)
        self.uses.passed = True
        last = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
        return last not in KEEPING

    def _waited_for(self, call: ast.AST) -> bool:
        """Take note of `asyncio.wait`: with a condition it leaves tasks, and who goes through those ends this one."""
        if not isinstance(call, ast.Call) or self._name(call) != WAITING:
            return False
        if not call.keywords:
            self.uses.finishing[call] = False
            return True
        match self.parents[self.parents[call]]:
            case ast.Assign(targets=[ast.Tuple(elts=[_, ast.Name(id=pending)])]):
                for node in self.parents.values():
                    if isinstance(node, ast.For | ast.comprehension) and self._ends_each(node, pending):
                        self.uses.finishing[node.iter] = False
        return True

    def _ends_each(self, node: ast.For | ast.comprehension, pending: str) -> bool:
        """Whether a loop over the names tasks calls a release of each of them."""
        match node:
            case ast.For(iter=ast.Name(id=name), target=ast.Name(id=one)) if name == pending:
                calls: list[ast.AST] = [part.value for part in node.body if isinstance(part, ast.Expr)]
            case ast.comprehension(iter=ast.Name(id=name), target=ast.Name(id=one), ifs=[]) if name == pending:
                calls = [getattr(self.parents[node], "elt", node)]
            case _:
                return False
        return any(
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in self.kind.releases
            and ast.unparse(call.func.value) == one
            for call in calls
        )

    def _released(self, call: ast.AST, code: str, *, awaited: bool) -> bool:
        """Take note of a release; whether it is sure to be made when its statement is run."""
        assert isinstance(call, ast.Call)
        self.uses.releases[call] = f"await {code}" if awaited else code
        above: list[ast.AST] = [call]
        while not isinstance(above[-1], ast.stmt):
            above.append(self.parents[above[-1]])
        if awaited and not any(isinstance(node, ast.Await) for node in above):
            return False
        return not any(isinstance(node, SOMETIMES) for node in above)

    def _name(self, call: ast.Call) -> str:
        return self.sight.name_of(call.func) if isinstance(call.func, ast.Name | ast.Attribute) else ""
