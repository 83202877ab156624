"""Which modules hold code that runs while a server does."""

from __future__ import annotations

import ast
from fnmatch import fnmatchcase

from channels_fix.module import Module
from channels_fix.nodes import all_nodes
from channels_fix.project import Project
from codemods.facts import table

RUNNERS = frozenset({"asyncio.run", "asyncio.runners.run", "anyio.run", "trio.run", "uvloop.run"})


def serves(module: Module, project: Project) -> bool:
    """Whether a module may run in a server: it is no test, no migration, no command and no script."""
    return project.once(("serves", module), lambda: not _is_apart(module) and not _is_script(module, project))


def _is_apart(module: Module) -> bool:
    places = table("serving")["apart"]
    if any(fnmatchcase(module.path.name, pattern) for pattern in places["files"]):
        return True
    parts = module.name.split(".")
    folders = [tuple(folder.split(".")) for folder in places["packages"]]
    return any(tuple(parts[start : start + len(folder)]) == folder for folder in folders for start in range(len(parts)))


def _is_script(module: Module, project: Project) -> bool:
    """Whether the module is a program, or starts an event loop of its own: nothing else is on that."""
    for statement in module.tree.body:
        match statement:
            case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
                return True
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        calls = (node for node in all_nodes(statement) if isinstance(node, ast.Call))
        symbols = (project.resolve(call.func, module) for call in calls)
        if any(symbol is not None and symbol.name in RUNNERS for symbol in symbols):
            return True
    return False
