"""Names that comprehensions and clauses for errors bind: they are not those of the function around."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from channels_fix.bindings import all_arguments
from channels_fix.nodes import all_nodes, children

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def scoped(name: str, binding: Comprehension | ast.ExceptHandler) -> str:
    """What a name that a comprehension or clause binds is kept under: no name of a function is spelled like that."""
    return f"{name}@{binding.lineno}:{binding.col_offset}"


def caught_under(name: str, clause: ast.ExceptHandler) -> str:
    """What the name of an error is kept under: behind its clause it is gone, unless the clause binds it anew."""
    nodes = (node for statement in clause.body for node in all_nodes(statement))
    anew = any(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store) for node in nodes)
    return name if anew else scoped(name, clause)


def bare(name: str) -> str:
    """The name as it is written."""
    return name.partition("@")[0]


def scopes_of(function: ast.AST) -> dict[ast.AST, str]:
    """What the names that are those of comprehensions and clauses are kept under, by the places where they stand."""
    return dict(_scopes([*children(function)], {}))


def _scopes(nodes: list[ast.AST], bound: Mapping[str, str]) -> Iterator[tuple[ast.AST, str]]:
    for node in nodes:
        match node:
            case ast.Name(id=name) if name in bound:
                yield node, bound[name]
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                # the first of its iterables is worked out around it
                first = node.generators[0].iter
                yield from _scopes([first], bound)
                targets = (inner for one in node.generators for inner in all_nodes(one.target))
                own = {inner.id: scoped(inner.id, node) for inner in targets if isinstance(inner, ast.Name)}
                rest = [one for part in children(node) for one in _parts(part) if one is not first]
                yield from _scopes(rest, {**bound, **own})
            case ast.ExceptHandler(name=str(name)):
                yield from _scopes([*children(node)], {**bound, name: caught_under(name, node)})
            case ast.Lambda():
                given = {one.arg for one in all_arguments(node.args)}
                yield from _scopes([node.args], bound)
                yield from _scopes([node.body], {name: key for name, key in bound.items() if name not in given})
            case _:
                yield from _scopes([*children(node)], bound)


def _parts(node: ast.AST) -> list[ast.AST]:
    return [*children(node)] if isinstance(node, ast.comprehension) else [node]
