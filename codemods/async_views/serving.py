"""Which modules hold code that runs while a server does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
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
    if _is_program(module) and not _is_imported(module, project):
        return True
    for statement in module.tree.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or _is_main(statement):
            continue
        calls = (node for node in all_nodes(statement) if isinstance(node, ast.Call))
        symbols = (project.resolve(call.func, module) for call in calls)
        if any(symbol is not None and symbol.name in RUNNERS for symbol in symbols):
            return True
    return False


def _is_program(module: Module) -> bool:
    return any(_is_main(statement) for statement in module.tree.body)


def _is_main(statement: ast.stmt) -> bool:
    match statement:
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
            return True
    return False


def _is_imported(module: Module, project: Project) -> bool:
    """Whether a program is also a module of something that is none, such as a view."""
    others = project.modules_with_all(module.name.rpartition(".")[2])
    others = (one for one in others if one is not module and not _is_apart(one) and not _is_program(one))
    return any(module in _imported_by(one, project) for one in others)


def _imported_by(module: Module, project: Project) -> Iterator[Module | None]:
    for node in all_nodes(module.tree):
        match node:
            case ast.Import(names=names):
                yield from (project.module_named(one.name, 0, module) for one in names)
            case ast.ImportFrom(module=name, names=names, level=level):
                yield project.module_named(name or "", level, module)
                prefix = f"{name}." if name else ""
                yield from (project.module_named(f"{prefix}{one.name}", level, module) for one in names)
