"""Who picks functions by a name that is worked out: `getattr(views, f"show_{kind}")`, `import_string(...)`."""

from __future__ import annotations

import ast
import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.module import Module
from channels_fix.nodes import all_nodes
from channels_fix.project import Project
from codemods.async_views.values.computed_names import pattern_of, tells
from codemods.routines import ANYWHERE, Routine

NAMESPACES = frozenset({"globals", "locals", "vars"})


class Source(enum.Enum):
    """What something is picked from."""

    MODULE = "module"
    ITSELF = "itself"
    """The object whose method does it."""
    PATH = "path"
    """Anywhere: the name is a whole path, such as `shop.views.show`."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Pick:
    """A place that picks something by a name.

    Attributes:
        pattern: What the name may be, as a regular expression.
        source: What it is picked from.
        module: The module that it is picked from, or else that of the place.
        place: Where it is done.
    """

    pattern: str
    source: Source
    module: Module
    place: str


def picked_by(routine: Routine, project: Project) -> str:
    """Who may pick a function by a name that is not written down; nothing if nobody does."""
    picks = project.once("picks by name", lambda: tuple(_picks(project)))
    return next((one.place for one in picks if _fits(one, routine)), "")


def _fits(pick: Pick, routine: Routine) -> bool:
    path = f"{routine.module.name}.{routine.name}" if pick.source is Source.PATH else routine.node.name
    if routine.around or re.fullmatch(pick.pattern, path) is None:
        return False
    match pick.source:
        case Source.MODULE:
            return routine.cls is None and pick.module is routine.module
        case Source.ITSELF:
            return routine.cls is not None and (tells(pick.pattern) or pick.module is routine.module)
    return tells(pick.pattern)


def _picks(project: Project) -> Iterator[Pick]:
    """Yield the places of a project that do so."""
    for word in ("getattr", "import_string", *sorted(NAMESPACES)):
        for module in project.modules_with(word, ANYWHERE):
            for node in all_nodes(module.tree):
                pick = _pick(node, word, module, project)
                if pick is not None:
                    yield pick


def _pick(node: ast.AST, word: str, module: Module, project: Project) -> Pick | None:
    match node:
        case ast.Call(func=ast.Name(id="getattr"), args=[owner, name, *_]) if word == "getattr":
            source, picked = _source(owner, module, project)
        case ast.Call(func=ast.Name(id="import_string"), args=[name, *_]) if word == "import_string":
            source, picked = Source.PATH, module
        case (
            ast.Subscript(value=ast.Call(func=ast.Name(id=namespace)), slice=name)
            | ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id=namespace)), attr="get"), args=[name, *_])
        ) if namespace == word and namespace in NAMESPACES:
            source, picked = Source.MODULE, module
        case _:
            return None
    if isinstance(name, ast.Constant) or source is None:
        return None
    return Pick(pattern_of(name), source, picked, f"{module.path.name}:{node.lineno}")


def _source(owner: ast.expr, module: Module, project: Project) -> tuple[Source | None, Module]:
    """What `getattr(owner, ...)` picks from, and the module of that; None for what holds no code of the project."""
    if isinstance(owner, ast.Name) and owner.id in {"cls", "self"}:
        return Source.ITSELF, module
    symbol = project.resolve(owner, module) if isinstance(owner, ast.Name | ast.Attribute) else None
    if symbol is None:
        return Source.UNKNOWN, module
    found = symbol.definition
    return (Source.MODULE, found) if isinstance(found, Module) else (None, module)
