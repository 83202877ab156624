"""Tests that put something in the place of `time.sleep`, and which functions they could reach."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.module import Module
from channels_fix.nodes import all_nodes, last_name
from channels_fix.project import Project
from codemods.facts import table

NAME = "sleep"
SLEEP = "time.sleep"


@dataclass(frozen=True)
class Patch:
    """A call that patches it, for a module of the project; or without one, for all that the test may come to."""

    test: Module
    owner: Module | None


def patching(module: Module, project: Project) -> str:
    """The name of the first file that may patch the `time.sleep` which code of a module calls; nothing if none does."""
    found = project.once("patched sleep", lambda: tuple(_patches(project)))
    return next((one.test.path.name for one in found if _comes_to(one, module, project)), "")


def _comes_to(patch: Patch, module: Module, project: Project) -> bool:
    first = patch.owner
    return first is None or module in project.once(("imports", first), lambda: _imported_from(first, project))


def _imported_from(first: Module, project: Project) -> frozenset[Module]:
    """A module and all those of the project that it imports, directly or not."""
    found = {first}
    frontier = [first]
    while frontier:
        more = [one for one in _imports(frontier.pop(), project) if one not in found]
        found.update(more)
        frontier += dict.fromkeys(more)
    return frozenset(found)


def _imports(module: Module, project: Project) -> Iterator[Module]:
    for node in all_nodes(module.tree):
        if isinstance(node, ast.Import):
            names = [(one.name, 0) for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            inner = (f"{base}.{one.name}" if base else one.name for one in node.names)
            names = [(one, node.level) for one in (base, *inner)]
        else:
            continue
        for name, level in names:
            imported = project.module_named(name, level, module)
            if imported is not None:
                yield imported


def _patches(project: Project) -> Iterator[Patch]:
    functions = table("async_views")["tests"]["patches"]
    for module in project.modules_with(NAME, ("patch",)):
        for call in all_nodes(module.tree):
            if not isinstance(call, ast.Call) or last_name(call.func) not in functions:
                continue
            for index, text in enumerate(call.args[:2]):
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    path, _, name = text.value.rpartition(".")
                    given = None if path else call.args[index - 1]
                    if name == NAME and (path or index):
                        yield from _patch(path, given, module, project)


def _patch(path: str, given: ast.expr | None, test: Module, project: Project) -> Iterator[Patch]:
    """Yield what is patched by its path, or as an attribute of what is given, unless it is another `sleep`."""
    owner, rest = _owner(path, test, project) if given is None else _given(given, test, project)
    written = ast.parse(f"{rest}.{NAME}" if rest else NAME, mode="eval").body
    symbol = project.resolve(written, owner) if owner is not None else None
    name = symbol.name if symbol is not None else f"{rest}.{NAME}"
    if name == SLEEP or (symbol is None and name != f"asyncio.{NAME}"):
        yield Patch(test, owner)


def _owner(path: str, test: Module, project: Project) -> tuple[Module | None, str]:
    """The module of the project that a path begins with, and the rest of the path."""
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        found = project.module_named(".".join(parts[:count]), 0, test)
        if found is not None:
            return found, ".".join(parts[count:])
    return None, path


def _given(node: ast.expr, test: Module, project: Project) -> tuple[Module | None, str]:
    """The same of an expression."""
    symbol = project.resolve(node, test)
    if symbol is not None and isinstance(symbol.definition, Module):
        return symbol.definition, ""
    if isinstance(node, ast.Attribute):
        owner, rest = _given(node.value, test, project)
        if owner is not None:
            return owner, f"{rest}.{node.attr}" if rest else node.attr
    return None, symbol.name if symbol is not None else ""
