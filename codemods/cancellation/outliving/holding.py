"""Looks at the attribute in which a consumer keeps a task: what else is in it, and since when."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.module import Class
from channels_fix.nodes import is_none
from codemods.cancellation.outliving.outliving import Outliving
from codemods.cancellation.outliving.runs import own
from codemods.cancellation.outliving.starts import Kind, Starts, is_own
from codemods.cancellation.outliving.whereabouts import How, Kept
from codemods.facts import table
from codemods.own_tasks import OwnTask
from codemods.stop_consumer.looping.inline import Place


class UnfitError(Exception):
    """The task cannot be ended by an edit; the text says why."""


class Holding:
    """One attribute of a consumer.

    Args:
        kept: Where the task is kept.
        fault: The task.
        cls: The class in which it is started.
    """

    def __init__(self, kept: Kept, fault: Outliving, cls: Class) -> None:
        self.name = kept.name
        self.how = kept.how
        self.cls = cls
        self.runs = fault.work.runs
        self.starts: Starts = fault.work.starts

    def task(self) -> OwnTask:
        """How to reach the tasks in the attribute.

        Raises:
            UnfitError: Something else may be in it, or others may share it.
        """
        if self.how is How.NESTED:
            raise UnfitError(f"it is kept deep in `{self.name}`")
        if self.how is How.ATTRIBUTE:
            if not all(self._is_task(value, place) for value, place in self._values()):
                raise UnfitError(f"`{self.name}` may hold something else")
            return OwnTask(self.name, first="" if self._is_declared else "None")
        if any(not _is_empty(value) and not self._holds_tasks(value, place) for value, place in self._values()):
            raise UnfitError(f"`{self.name}` may hold something else")
        if not all(self._is_task(value, place) for value, place in self._added()):
            raise UnfitError(f"`{self.name}` may hold something else")
        if self._is_shared:
            raise UnfitError(f"all consumers of the class share `{self.name}`")
        if self.how is How.MAPPING:
            if not self._is_declared:
                raise UnfitError(f"`{self.name}` may not be set when the client leaves")
            return OwnTask(self.name, items="list({}.values())")
        return OwnTask(self.name, items="list({})", first="" if self._is_declared else "frozenset()")

    @property
    def is_only(self) -> bool:
        """Whether one place gives the attribute its task, and no other one."""
        return len(list(self._values())) == 1

    # What is in it ---------------------------------------------------------------------------------------------------

    def _values(self) -> Iterator[tuple[ast.expr | None, Place]]:
        """What the attribute is given, apart from None, and where."""
        for place in self.runs.functions:
            for node in own(place.function):
                if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
                    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                    if any(is_own(target, self.name, place) for target in targets) and not is_none(node.value):
                        yield node.value, place
                elif isinstance(node, ast.Attribute) and is_own(node, self.name, place):
                    parent = getattr(node, "ctx", None)
                    if isinstance(parent, ast.Store) and not self._is_plain_target(node, place):
                        yield None, place

    def _is_plain_target(self, node: ast.Attribute, place: Place) -> bool:
        """Whether an attribute is assigned by itself, not as a part of a tuple or by a loop."""
        return any(
            node is target
            for one in own(place.function)
            if isinstance(one, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr)
            for target in (one.targets if isinstance(one, ast.Assign) else [one.target])
        )

    def _added(self) -> Iterator[tuple[ast.expr | None, Place]]:
        """What is put into the collection."""
        adders = table("tasks")["handles"]["adders"]
        for place in self.runs.functions:
            for node in own(place.function):
                match node:
                    case ast.Call(func=ast.Attribute(value=owner, attr=attr), args=arguments) if is_own(
                        owner, self.name, place
                    ):
                        if attr in adders:
                            yield arguments[-1] if len(arguments) == 1 else None, place
                        elif attr in ("extend", "update"):
                            yield None, place
                    case ast.Assign(targets=targets, value=value):
                        for target in targets:
                            if isinstance(target, ast.Subscript) and is_own(target.value, self.name, place):
                                yield value, place

    def _is_task(self, value: ast.expr | None, place: Place) -> bool:
        """Whether a value is surely a task that is started there."""
        if value is None:
            return False
        if isinstance(value, ast.NamedExpr):
            return self._is_task(value.value, place)
        if isinstance(value, ast.Name):
            given = self.starts.given(value, place)
            return bool(given) and all(self._is_task(one, place) for one in given if not is_none(one))
        return any(start.kind is Kind.TASK and start.call is value for start in self.starts.of(place))

    def _holds_tasks(self, value: ast.expr | None, place: Place) -> bool:
        match value:
            case ast.List(elts=elements) | ast.Set(elts=elements) | ast.Tuple(elts=elements):
                return all(self._is_task(element, place) for element in elements)
            case ast.ListComp(elt=element) | ast.SetComp(elt=element):
                names = {name.id for name in ast.walk(element) if isinstance(name, ast.Name)}
                same = any(is_own(part.iter, self.name, place) for part in value.generators)
                return self._is_task(element, place) or (same and isinstance(element, ast.Name) and bool(names))
        return False

    # Since when ------------------------------------------------------------------------------------------------------

    @property
    def _is_declared(self) -> bool:
        """Whether the attribute is there before anything happens: set in the class, or first of all in `__init__`."""
        for base in self.runs.project.mro(self.runs.consumer.cls):
            if isinstance(base, Class):
                if self.name in base.scope.names:
                    return True
                init = base.method("__init__")
                if init is not None and any(self._sets(statement) for statement in init.body):
                    return True
        return False

    def _sets(self, statement: ast.stmt) -> bool:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        return any(isinstance(target, ast.Attribute) and target.attr == self.name for target in targets)

    @property
    def _is_shared(self) -> bool:
        """Whether the class itself has a collection that its consumers fill."""
        for base in self.runs.project.mro(self.runs.consumer.cls):
            if isinstance(base, Class):
                values = [binding.value for binding in base.scope.names.get(self.name, ())]
                if any(value is None or _is_filled(value) for value in values):
                    return True
        return False


def _is_empty(value: ast.expr | None) -> bool:
    """Whether a value is a new collection with nothing in it."""
    match value:
        case ast.List(elts=[]) | ast.Tuple(elts=[]) | ast.Dict(keys=[]):
            return True
        case ast.Call(func=called, args=[], keywords=[]):
            return ast.unparse(called).rpartition(".")[2] in {"set", "list", "dict", "frozenset", "WeakSet", "deque"}
    return False


def _is_filled(value: ast.AST) -> bool:
    """Whether a value is a collection that can be filled."""
    if isinstance(value, ast.Constant | ast.Tuple):
        return False
    return not (isinstance(value, ast.Call) and ast.unparse(value.func) == "frozenset")
