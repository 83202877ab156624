"""Which groups a consumer joins and leaves, as far as that can be written down in another method."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancellation.cleaning.callees import Callee, method_of
from codemods.stop_consumer.effects import has_effects

ANY_GROUP = "*"

OWN_GROUPS = "self.groups"
"""The groups that the generic consumers join and leave by themselves."""

_TEXT_METHODS = frozenset({"format", "replace", "lower", "upper", "strip", "join", "get"})
_PURE = frozenset({"str", "int", "repr", "len", "format"})


@dataclass(frozen=True)
class Group:
    """The name of a group: an expression of nothing but the instance and constants.

    Attributes:
        key: The same for the same expression, however it is written.
        code: Its source, with `self` for the instance.
        attributes: What it reads of the instance.
    """

    key: str
    code: str
    attributes: frozenset[str]


@dataclass(frozen=True)
class GroupCall:
    """A call of `group_add` or `group_discard` for the channel of the consumer."""

    node: ast.Call
    loops: tuple[ast.For | ast.AsyncFor, ...]

    def group(self, caller: Callee, project: Project) -> Group | None:
        """The group, None where its name depends on more than the instance."""
        name = self.node.args[0] if self.node.args else None
        if name is None:
            return None
        for loop in self.loops:
            if isinstance(name, ast.Name) and isinstance(loop.target, ast.Name) and loop.target.id == name.id:
                own = caller.receiver and ast.unparse(_bare(loop.iter)) == f"{caller.receiver}.groups"
                return Group(OWN_GROUPS, OWN_GROUPS, frozenset({"groups"})) if own else None
        return group_named(name, caller, project)


def group_calls(body: Iterable[ast.AST], name: str) -> Iterator[GroupCall]:
    """The calls of a method of the channel layer, awaited or through `async_to_sync`."""
    nodes = list(inner_nodes(body))
    loops = [node for node in nodes if isinstance(node, ast.For | ast.AsyncFor)]
    for node in nodes:
        match node:
            case (
                ast.Call(func=ast.Attribute(attr=attribute))
                | ast.Call(func=ast.Call(args=[ast.Attribute(attr=attribute)]))
            ) if attribute == name:
                around = tuple(loop for loop in loops if any(inner is node for inner in ast.walk(loop)))
                yield GroupCall(node, around)


def group_named(name: ast.expr, caller: Callee, project: Project) -> Group | None:
    """The group whose name an expression in a method gives, if other methods can give it too."""
    values = _values_of_locals(caller)
    seen = 0
    while isinstance(name, ast.Name) and name.id in values and seen < len(values):
        name, seen = values[name.id], seen + 1
    if not caller.receiver or not _is_of_instance(name, caller, project):
        return None
    source = ast.get_source_segment(caller.module.text, name)
    if source is None or caller.receiver != "self" or "\n" in source:
        source = ast.unparse(_Renamed(caller.receiver).visit(ast.parse(ast.unparse(name), mode="eval")))
    read = {
        node.attr
        for node in ast.walk(name)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == caller.receiver
    }
    key = ast.unparse(_Renamed(caller.receiver).visit(ast.parse(ast.unparse(name), mode="eval")))
    return Group(key, source, frozenset(read))


class _Renamed(ast.NodeTransformer):
    def __init__(self, receiver: str) -> None:
        self.receiver = receiver

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name("self", node.ctx) if node.id == self.receiver else node


def _values_of_locals(caller: Callee) -> Mapping[str, ast.expr]:
    """What the names are that a function sets just once, by an assignment."""
    stored = [
        node.id
        for node in ast.walk(caller.function)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
    ]
    found: dict[str, ast.expr] = {}
    for node in inner_nodes(caller.function.body):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if stored.count(name) == 1:
                found[name] = value
    return found


def _is_of_instance(node: ast.expr, caller: Callee, project: Project) -> bool:
    """Whether an expression is the same in every method, and does nothing."""

    def holds(*parts: ast.expr) -> bool:
        return all(_is_of_instance(part, caller, project) for part in parts)

    match node:
        case ast.Constant():
            return True
        case ast.Name(id=name):
            return name == caller.receiver
        case ast.Attribute(value=value):
            return holds(value)
        case ast.JoinedStr(values=values):
            return holds(*values)
        case ast.FormattedValue(value=value, format_spec=spec):
            return holds(value, *([spec] if spec else []))
        case ast.BinOp(left=left, right=right):
            return holds(left, right)
        case ast.Tuple(elts=elements):
            return holds(*elements)
        case ast.Subscript(value=value, slice=index):
            return holds(value, index)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in _PURE:
            return holds(*arguments)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) if name == caller.receiver:
            callee = method_of(caller.origin, method, project) if caller.origin else None
            plain = callee is not None and isinstance(callee.function, ast.FunctionDef)
            arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
            pure = plain and callee is not None and not any(has_effects(one) for one in callee.function.body)
            return pure and holds(*arguments)
        case ast.Call(func=ast.Attribute(value=value, attr=method)) if method in _TEXT_METHODS:
            return holds(value, *node.args, *(keyword.value for keyword in node.keywords))
    return False


def _bare(node: ast.expr) -> ast.expr:
    """What a loop goes through, without the copy that is made of it."""
    match node:
        case ast.Call(func=ast.Name(id="list" | "tuple" | "set" | "sorted"), args=[inner]):
            return inner
        case ast.Subscript(value=value, slice=ast.Slice()):
            return value
    return node
