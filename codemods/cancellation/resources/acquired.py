"""Finds the resources that a function acquires and has to release itself, and where it does what with them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from channels_fix.bindings import Function
from channels_fix.module import Class
from codemods.cancellation.resources.kinds import Sight, given_by, kind_of
from codemods.cancellation.resources.scopes import SCOPES, own_nodes
from codemods.cancellation.resources.table import Hold, Kind, holds
from codemods.cancellation.resources.uses import Uses, uses_of, written


@dataclass(eq=False)
class Resource:
    """What a function acquires under one name.

    Attributes:
        key: The expression for it: a name, an attribute of `self`; of what is held the object and the arguments.
        kind: What it is; None for what is only held.
        hold: How it is held; None for what has a name.
        acquired: The statements that acquire it.
        uses: Where it is released, and what else is done with it.
        parts: The expressions on which its meaning hangs.
    """

    key: str
    kind: Kind | None
    hold: Hold | None
    acquired: list[ast.stmt]
    uses: Uses = field(default_factory=Uses)
    parts: frozenset[str] = frozenset()

    @property
    def is_kept(self) -> bool:
        """Whether it may be meant to be held on, so that only its release in the function says otherwise."""
        return self.kind is None or self.kind.kept

    @property
    def is_once(self) -> bool:
        """Whether to release it a second time is an error."""
        if self.kind is None:
            assert self.hold is not None
            return not self.hold.arguments
        return self.kind.once


@dataclass(frozen=True)
class _Found:
    key: str
    statement: ast.stmt
    kind: Kind | None = None
    hold: Hold | None = None
    owner: str = ""
    parts: frozenset[str] = frozenset()


def acquired_in(sight: Sight) -> list[Resource]:
    """Find the resources of the innermost function, in the order of their first acquisition.

    What leaves the function, or is given to something that may keep it, is not among them.

    Args:
        sight: The function, with all that is around it.

    Returns:
        The resources.
    """
    function = sight.within[-1]
    by_key: dict[str, list[_Found]] = {}
    for node in own_nodes(function):
        if isinstance(node, ast.stmt):
            for found in _acquired_by(node, sight):
                by_key.setdefault(found.key, []).append(found)
    resources = [_resource(found, function, sight) for found in by_key.values()]
    return [resource for resource in resources if resource is not None]


def _resource(found: list[_Found], function: Function, sight: Sight) -> Resource | None:
    first = found[0]
    if any((one.kind, one.hold, one.owner) != (first.kind, first.hold, first.owner) for one in found):
        return None
    statements = [one.statement for one in found]
    if first.hold is not None:
        uses = _given_back(first.hold, first.key, function, sight)
    else:
        assert first.kind is not None
        if "." in first.key and _is_set_elsewhere(first.key, function, sight):
            return None
        uses = uses_of(first.key, first.kind, first.owner, function, sight)
    return None if uses is None else Resource(first.key, first.kind, first.hold, statements, uses, first.parts)


def _acquired_by(node: ast.stmt, sight: Sight) -> Iterator[_Found]:
    match node:
        case ast.Assign(targets=[target], value=value):
            yield from _named(node, target, value, sight)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from _named(node, target, value, sight)
        case ast.Expr(value=ast.Await(value=ast.Call() as call)):
            yield from _held(node, call, sight, awaited=True)
        case ast.Expr(value=ast.Call() as call):
            yield from _held(node, call, sight, awaited=False)


def _named(node: ast.stmt, target: ast.expr, value: ast.expr, sight: Sight) -> Iterator[_Found]:
    call = value.value if isinstance(value, ast.Await) else value
    if not isinstance(call, ast.Call):
        return
    for kind in given_by(call, sight):
        if not kind.is_resource or kind.awaited is not isinstance(value, ast.Await):
            continue
        name = target
        if kind.index is not None:
            if not isinstance(target, ast.Tuple) or len(target.elts) != 2:
                continue
            name = target.elts[kind.index]
        owner = ast.unparse(call.func.value) if kind.owner_releases and isinstance(call.func, ast.Attribute) else ""
        match name:
            case ast.Name(id=key) if key != "_":
                yield _Found(key, node, kind, owner=owner, parts=frozenset({key}))
            case ast.Attribute(value=ast.Name(id=receiver), attr=attribute) if receiver and receiver == sight.receiver:
                key = f"{receiver}.{attribute}"
                yield _Found(key, node, kind, owner=owner, parts=frozenset({receiver, key}))


def _held(node: ast.stmt, call: ast.Call, sight: Sight, *, awaited: bool) -> Iterator[_Found]:
    for hold in holds():
        match call.func:
            case ast.Attribute(value=owner, attr=method) if method == hold.acquire and awaited is hold.awaited:
                kind = kind_of(owner, sight)
                if kind is None or kind.name not in hold.of or bool(call.args) is not hold.arguments or call.keywords:
                    continue
                given = [owner, *call.args]
                steady = not any(
                    isinstance(one, ast.Call | ast.Await | ast.NamedExpr | ast.Starred | ast.Yield | ast.YieldFrom)
                    for argument in given
                    for one in ast.walk(argument)
                )
                if steady:
                    parts = {
                        ast.unparse(one)
                        for argument in given
                        for one in ast.walk(argument)
                        if isinstance(one, ast.Name | ast.Attribute)
                    }
                    yield _Found(_text(owner, call), node, hold=hold, parts=frozenset(parts))


def _text(owner: ast.expr, call: ast.Call) -> str:
    arguments = ", ".join(ast.unparse(argument) for argument in call.args)
    return f"{ast.unparse(owner)}({arguments})" if call.args else ast.unparse(owner)


def _given_back(hold: Hold, key: str, function: Function, sight: Sight) -> Uses | None:
    """Where what is held is given back; None when others may do so as well."""
    uses = Uses()
    for node in own_nodes(function):
        if isinstance(node, SCOPES):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Attribute) and inner.attr in {hold.release, hold.acquire}:
                    return None
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr=method)) if method == hold.release:
                if _text(owner, node) == key and not node.keywords:
                    code = written(node, sight)
                    uses.releases[node] = f"await {code}" if hold.release_awaited else code
            case ast.Call(args=arguments) if not hold.arguments:
                if any(ast.unparse(argument) == key for argument in arguments):
                    return None
    awaited = {node.value for node in own_nodes(function) if isinstance(node, ast.Await)}
    if hold.release_awaited and not awaited.issuperset(uses.releases):
        return None
    return uses


def _is_set_elsewhere(key: str, function: Function, sight: Sight) -> bool:
    """Whether code outside of `function` may give an attribute of the object another value, but for `__init__`."""
    attribute = key.partition(".")[2]
    assert sight.cls is not None
    line = [cls for cls in sight.project.mro(sight.cls) if isinstance(cls, Class)]
    trees = {cls.module.tree for cls in (*line, *sight.project.descendants(sight.cls))} | {sight.module.tree}
    return any(
        node.attr == attribute and isinstance(node.ctx, ast.Store | ast.Del)
        for tree in trees
        for node in _outside(tree, function)
        if isinstance(node, ast.Attribute)
    )


def _outside(tree: ast.AST, function: Function) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(tree):
        if child is not function and not (isinstance(child, ast.FunctionDef) and child.name == "__init__"):
            yield child
            yield from _outside(child, function)
