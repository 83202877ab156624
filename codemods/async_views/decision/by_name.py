"""Which modules' functions somebody picks by a name that is worked out: `getattr(views, f"show_{kind}")`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.module import Module
from channels_fix.project import Project
from codemods.routines import ANYWHERE


def picked_from(module: Module, project: Project) -> str:
    """Who picks functions of a module by a name that cannot be known; nothing if nobody does."""
    return project.once("modules with functions picked by name", lambda: dict(_picked(project))).get(module.name, "")


def _picked(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the names of such modules, each with the place."""
    for module in project.modules_with("getattr", ANYWHERE):
        for node in ast.walk(module.tree):
            match node:
                case ast.Call(func=ast.Name(id="getattr"), args=[ast.Name() | ast.Attribute() as owner, name, *_]):
                    symbol = None if isinstance(name, ast.Constant) else project.resolve(owner, module)
                    if symbol is not None and isinstance(symbol.definition, Module):
                        yield symbol.definition.name, f"{module.path.name}:{node.lineno}"
    for module in project.modules_with("globals()[", ANYWHERE):
        yield module.name, module.path.name
