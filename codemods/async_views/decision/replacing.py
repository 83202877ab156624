"""Who puts something else in the place of a function: a class that derives from its own, an assignment, a test."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from channels_fix.module import Class, Module
from channels_fix.nodes import all_nodes, last_name
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.facts import table
from codemods.routines import Routine
from codemods.testing import is_test


def replaced(routine: Routine, family: Collection[Class], project: Project) -> str:
    """Why a call of a function may call something that is none and cannot be awaited; nothing if it does not.

    Args:
        routine: The function.
        family: The classes that share methods with its own.
        project: The index.
    """
    name = routine.node.name
    for cls in family:
        if name in cls.scope.names and cls.method(name) is None:
            return f"{cls.node.name}.{name} is no function, and what it gives may not be awaited: write it as a method"
        owners = [node.value for node in _stored(cls.node, project).get(name, ())]
        if any(isinstance(owner, ast.Name) and owner.id in {"self", "cls"} for owner in owners):
            return f"{cls.node.name} assigns its `{name}`, and what that gives may not be awaited: write a method"
    for module in project.modules_naming(name, f".{name}"):
        for node in () if is_test(module) else _stored(module.tree, project).get(name, ()):
            symbol = project.resolve(node.value, module)
            if symbol is not None and symbol.definition in (*family, routine.module):
                where = f"{module.path.name}:{node.lineno}"
                return f"{where} puts something else in the place of {routine.name}: call that by a name of its own"
    return ""


def replaced_for_tests(routine: Routine, twin: str, project: Project) -> Iterator[str]:
    """Yield where a test puts something in the place of a function, if it has to do so in another way from now on.

    Args:
        routine: The function.
        twin: What is called in its place; nothing if it becomes a coroutine function itself, as a mock does then.
        project: The index.
    """
    name = routine.node.name
    done = f"and {twin} is called in its place now" if twin else "with what must be awaitable now"
    places = [f"{module.path.name}:{call.lineno}" for module, call in _patches(routine, project, by_hand=not twin)]
    if places:
        rest = f" (and {len(places) - 1} more places do)" if places[1:] else ""
        yield f"{places[0]} patches {name}{rest}{',' * bool(twin)} {done}"


def _patches(routine: Routine, project: Project, *, by_hand: bool) -> Iterator[tuple[Module, ast.Call]]:
    """Yield the calls that patch a function in tests; `by_hand` are those that say what takes its place."""
    facts = table("async_views")["tests"]
    name = routine.node.name
    for module in (one for one in project.modules_naming(name, "patch") if is_test(one)):
        for call in (node for node in all_nodes(module.tree) if isinstance(node, ast.Call)):
            index = next((index for index, one in enumerate(call.args[:2]) if _is_named(one, name)), None)
            if index is None or last_name(call.func) not in facts["patches"]:
                continue
            given = len(call.args) > index + 1 or any(word.arg in facts["by_hand"] for word in call.keywords)
            if (given or not by_hand) and _may_mean(call.args, index, routine, module, project):
                yield module, call


def _is_named(node: ast.expr, name: str) -> bool:
    """Whether a text is the path of a function, or its name."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.rpartition(".")[2] == name


def _may_mean(given: list[ast.expr], index: int, routine: Routine, module: Module, project: Project) -> bool:
    """Whether a function is what a text names, by its path or as an attribute of what is given before it."""
    text = ast.literal_eval(given[index])
    path = text.rpartition(".")[0]
    if not path and not index:
        return False
    owner = _at_path(path, module, project) if path else project.resolve(given[index - 1], module)
    match owner.definition if owner else None:
        case Class() as cls:
            return routine.cls is not None and (routine.cls in project.mro(cls) or cls in project.mro(routine.cls))
        case Module():
            found = project.member(owner, routine.node.name) if owner else None
            return found is None or found.definition is routine.node
    return owner is None and not path


def _at_path(path: str, module: Module, project: Project) -> Symbol | None:
    """The module or class of the project that has a full name."""
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        found = project.module_named(".".join(parts[:count]), 0, module)
        if found is not None:
            symbol: Symbol | None = Symbol(found.name, found, found)
            for name in parts[count:]:
                symbol = project.member(symbol, name) if symbol else None
            return symbol
    return None


def _stored(tree: ast.AST, project: Project) -> dict[str, list[ast.Attribute]]:
    """Where attributes are assigned, by their names."""
    return project.once(("stored attributes", tree), lambda: _all_stored(tree))


def _all_stored(tree: ast.AST) -> dict[str, list[ast.Attribute]]:
    found: dict[str, list[ast.Attribute]] = {}
    for node in all_nodes(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.setdefault(node.attr, []).append(node)
    return found
