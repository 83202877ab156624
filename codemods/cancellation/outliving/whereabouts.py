"""Tells what becomes of the handle of something that was started: who could end it."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.flow.calls import LOGGING
from channels_fix.project import Project
from codemods.cancellation.outliving.runs import own
from codemods.cancellation.outliving.starts import Kind, Start, Starts, is_own
from codemods.facts import table
from codemods.stop_consumer.looping.inline import Place


class How(enum.Enum):
    """In which way the handle is kept."""

    ATTRIBUTE = "attribute"
    """As an attribute of the consumer."""
    COLLECTION = "collection"
    """In a set or list that is one."""
    MAPPING = "mapping"
    """As a value of a dict that is one."""
    NESTED = "nested"
    """Deeper in a collection."""
    SHARED = "shared"
    """In a name of the module."""
    ELSEWHERE = "elsewhere"
    """It is waited for, or somebody else got it."""


@dataclass(frozen=True)
class Kept:
    """One place where the handle is kept."""

    how: How
    name: str = ""


ELSEWHERE = Kept(How.ELSEWHERE)

LOOKED_AT = (ast.Compare, ast.If, ast.While, ast.UnaryOp, ast.FormattedValue, ast.Expr, ast.Assert, ast.Delete)
"""What a handle may stand in without going anywhere."""

HOLDERS = (ast.List, ast.Set, ast.Tuple, ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.Starred)


class Whereabouts:
    """Follows the handle of one start through the function around it.

    Args:
        start: The start.
        starts: What knows the values of names.
    """

    def __init__(self, start: Start, starts: Starts) -> None:
        self.start = start
        self.runs = starts.runs
        self.place = start.place
        self.facts = table("tasks")["handles"]
        self.outermost = self.place.scopes[0]
        self.parents = parents_in(self.outermost, self.runs.project)
        self._seen: set[str] = set()

    def kept(self) -> set[Kept]:
        """All places where the handle is kept; none when it is dropped."""
        if self.start.kind is Kind.GROUP and isinstance(self.start.handle, ast.Attribute):
            return {Kept(How.ATTRIBUTE, self.start.handle.attr)}
        return set(self._climb(self.start.handle, held=False))

    def _climb(self, node: ast.AST, *, held: bool) -> Iterable[Kept]:
        """Where the value of an expression goes; `held`: as part of a collection."""
        parent = self.parents.get(node)
        match parent:
            case ast.Expr():
                return ()
            case ast.Attribute(attr=attr) if attr in self.facts["harmless"]:
                return ()
            case ast.Attribute(attr=attr) if held and attr in self.facts["adders"]:
                return ()
            case ast.Assign(targets=targets):
                return [kept for target in targets for kept in self._target(target, held=held)]
            case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
                return list(self._target(target, held=held or isinstance(parent, ast.AugAssign)))
            case ast.NamedExpr(target=target):
                return [*self._target(target, held=held), *self._climb(parent, held=held)]
            case ast.Call() if node is not parent.func:
                return self._given(parent, held=held)
            case ast.IfExp(test=test) if node is test:
                return ()
            case ast.IfExp() | ast.BoolOp():
                return self._climb(parent, held=held)
            case ast.comprehension():
                return (ELSEWHERE,)
            case ast.Dict() | ast.DictComp():
                found = self._climb(parent, held=True)
                return [Kept(How.MAPPING, kept.name) if kept.how is How.COLLECTION else kept for kept in found]
            case _ if isinstance(parent, HOLDERS):
                return self._climb(parent, held=True)
            case _ if isinstance(parent, LOOKED_AT):
                return ()
        return (ELSEWHERE,)

    def _given(self, call: ast.Call, *, held: bool) -> Iterable[Kept]:
        """Where a call takes what it is given."""
        match call.func:
            case ast.Attribute(value=owner, attr=attr) if attr in self.facts["adders"]:
                return self._owner(owner)
            case ast.Attribute(value=owner, attr="extend" | "update") if held:
                return self._owner(owner)
            case ast.Attribute(attr=attr) if attr in LOGGING or attr in self.facts["harmless"]:
                return ()
            case ast.Name(id=name) if name in self.facts["lookers"]:
                return ()
            case ast.Name(id="list" | "set" | "tuple" | "frozenset"):
                return self._climb(call, held=True)
        return (ELSEWHERE,)

    def _owner(self, owner: ast.expr) -> Iterable[Kept]:
        """A collection to which the handle is added."""
        match owner:
            case ast.Attribute(value=ast.Name(id=me), attr=attribute) if me == self.place.receiver != "":
                return (Kept(How.COLLECTION, attribute),)
            case ast.Name(id=name):
                return self._name(name, held=True)
        base = _base(owner)
        if isinstance(base, ast.Attribute) and getattr(base.value, "id", "") == self.place.receiver != "":
            return (Kept(How.NESTED, base.attr),)
        return self._shared(base) if isinstance(base, ast.Name) else (ELSEWHERE,)

    def _target(self, target: ast.expr, *, held: bool) -> Iterable[Kept]:
        match target:
            case ast.Name(id=name):
                return self._name(name, held=held)
            case ast.Attribute(value=ast.Name(id=me), attr=attribute) if me == self.place.receiver != "":
                return (Kept(How.COLLECTION if held else How.ATTRIBUTE, attribute),)
            case ast.Subscript(value=ast.Attribute(value=ast.Name(id=me), attr=attribute)) if (
                me == self.place.receiver != ""
            ):
                return (Kept(How.NESTED if held else How.MAPPING, attribute),)
            case ast.Subscript(value=value):
                return self._owner(value) if isinstance(_base(value), ast.Name) else (ELSEWHERE,)
        return (ELSEWHERE,)

    def _name(self, name: str, *, held: bool) -> Iterable[Kept]:
        """Where a variable takes the handle."""
        if not any(name in self.runs.project.function_scope(scope).names for scope in self.place.scopes):
            return self._shared(ast.Name(name))
        if name in self._seen:
            return ()
        self._seen.add(name)
        found: list[Kept] = []
        for node in ast.walk(self.outermost):
            if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
                found += self._climb(node, held=held)
            elif isinstance(node, ast.arg) and node.arg == name and held:
                found.append(ELSEWHERE)  # a collection that the function was given
        return found

    def _shared(self, node: ast.Name) -> Iterable[Kept]:
        return (Kept(How.SHARED, node.id),)


def _base(node: ast.expr) -> ast.expr:
    """What `a` is in `a[k].setdefault(x, [])`, or the attribute of a name."""
    while True:
        match node:
            case ast.Subscript(value=inner) | ast.Call(func=ast.Attribute(value=inner)):
                node = inner
            case ast.Attribute(value=ast.Name()):
                return node
            case ast.Attribute(value=inner):
                node = inner
            case _:
                return node


def parents_in(function: Function, project: Project) -> dict[ast.AST, ast.AST]:
    """What each node in a function stands in."""
    return project.once(
        ("parents", function),
        lambda: {child: parent for parent in ast.walk(function) for child in ast.iter_child_nodes(parent)},
    )


def is_passed_on(attribute: str, start: Start, starts: Starts) -> bool:
    """Whether what an attribute holds is waited for where it is started, or given to somebody anywhere."""
    runs = starts.runs
    for place in runs.functions:
        parents = parents_in(place.function, runs.project)
        for node in own(place.function):
            if not (is_own(node, attribute, place) and isinstance(getattr(node, "ctx", None), ast.Load)):
                continue
            around = list(_around(node, parents))
            if place.function is start.place.function and any(isinstance(one, ast.Await) for one in around):
                return True
            if isinstance(around[0], ast.Return | ast.Yield):
                return True
            call = next((one for one in around if isinstance(one, ast.Call)), None)
            if call is not None and _gives(call, around, node) and not _is_known(call, place, starts):
                return True
    return False


def _around(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    """The expressions and the statement around a node, innermost first."""
    while node in parents and not isinstance(node, ast.stmt):
        node = parents[node]
        yield node


def _gives(call: ast.Call, around: list[ast.AST], node: ast.AST) -> bool:
    """Whether the call takes the node as an argument, by itself or in a list."""
    between = around[: around.index(call)]
    return all(isinstance(one, (*HOLDERS, ast.keyword)) for one in between) and node is not call.func


def _is_known(call: ast.Call, place: Place, starts: Starts) -> bool:
    """Whether a call keeps nothing of what it is given."""
    facts = table("tasks")["handles"]
    name = starts.runs.resolve(call.func, place)
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return (
        name.startswith(("asyncio.", "builtins."))
        or called in LOGGING
        or called in (*facts["lookers"], *facts["adders"], *facts["harmless"])
    )
