"""What objects and modules keep under a name, and where they get it."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.bindings import Function, When, binds
from channels_fix.module import Class, Module
from channels_fix.nodes import all_nodes, inner_nodes, is_none
from channels_fix.project import Project
from codemods.routines import receiver_of


def entered(function: Function) -> dict[str, list[ast.expr]]:
    """What a function enters, by the name that it gives it."""
    found: dict[str, list[ast.expr]] = {}
    for node in inner_nodes(function.body):
        for item in node.items if isinstance(node, ast.With | ast.AsyncWith) else ():
            if isinstance(item.optional_vars, ast.Name):
                found.setdefault(item.optional_vars.id, []).append(item.context_expr)
    return found


def assigned(name: str, cls: Class, project: Project) -> list[tuple[ast.expr, Function | None]]:
    """What a class and its methods assign to an attribute of the object, and where."""
    return project.once(("assigned", cls), lambda: _assigned(cls, project)).get(name, [])


def _assigned(cls: Class, project: Project) -> dict[str, list[tuple[ast.expr, Function | None]]]:
    """The same for all attributes, by their names."""
    found: dict[str, list[tuple[ast.expr, Function | None]]] = {}
    for statement in cls.node.body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=target)], value=ast.expr() as value)
                | ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value)
            ):
                found.setdefault(target, []).append((_by_default(value, cls, project), None))
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                receiver = receiver_of(statement)
                for node in inner_nodes(statement.body):
                    match node:
                        case ast.Assign(
                            targets=[ast.Attribute(ast.Name(id=owner), target)], value=ast.expr() as value
                        ) | ast.AnnAssign(ast.Attribute(ast.Name(id=owner), target), value=ast.expr() as value):
                            if owner == receiver:
                                found.setdefault(target, []).append((value, statement))
    return found


def _by_default(node: ast.expr, cls: Class, project: Project) -> ast.expr:
    """A call of what makes the default of a field of a data class, or else the expression itself."""
    match node:
        case ast.Call(func=field, keywords=[ast.keyword(arg="default_factory", value=factory)]):
            symbol = project.resolve(field, cls.module, cls.within)
            if symbol is not None and symbol.name == "dataclasses.field":
                return project.once(("default", node), lambda: ast.copy_location(ast.Call(factory, [], []), node))
    return node


def shared(name: str, module: Module) -> list[tuple[ast.expr, Function | None]]:
    """What a module keeps under a name, and where it gets it, besides None; nothing if there may be more."""
    bindings = [one for one in module.scope.names.get(name, ()) if one.when is not When.FALLBACK]
    values: list[tuple[ast.expr, Function | None]] = [
        (one.value, None) for one in bindings if isinstance(one.value, ast.expr)
    ]
    if len(values) != len(bindings):
        return []
    functions = (
        (node for node in all_nodes(module.tree) if isinstance(node, Function)) if name in module.globals else ()
    )
    for function in functions:
        nodes = list(inner_nodes(function.body))
        if any(isinstance(node, ast.Global) and name in node.names for node in nodes):
            given = [node.value for node in nodes if isinstance(node, ast.Assign) and _is_only(name, node.targets)]
            if len(given) != sum(isinstance(node, ast.Name) and binds(node, name) for node in nodes):
                return []
            values += [(value, function) for value in given]
    return [(value, function) for value, function in values if not is_none(value)]


def _is_only(name: str, targets: Sequence[ast.expr]) -> bool:
    return len(targets) == 1 and isinstance(targets[0], ast.Name) and targets[0].id == name
