"""Where a module gets what several of its functions share."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.edits.definitions import InsertDefinitionAbove, InsertDefinitionBelow
from channels_fix.hidden import hidden_by
from channels_fix.module import Module
from channels_fix.nodes import all_nodes
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.body import Body

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Helper:
    """A function that a module gets, the imports that it needs, and how it names what it imports."""

    beside: tuple[Edit, ...]
    imports: tuple[ImportedName, ...]
    written: dict[str, str]


def helper_of(name: str, model: str, sources: Sequence[str], body: Body) -> Helper | None:
    """Give the module of a function a helper, the same one wherever in the module it is needed.

    Args:
        name: What it is called.
        model: Its source, with names in braces for its own and for those of modules.
        sources: Modules of the standard library that it uses.
        body: The function.

    Returns:
        The helper, which may be there already; None if one of the names means something else.
    """
    module = body.routine.module
    found = {source: _module_name(source, body) for source in sources}
    written = {source: one[0] for source, one in found.items() if one}
    if len(written) < len(sources):
        return None
    code = model.format(name=name, **{source.rpartition(".")[2]: text for source, text in written.items()})
    known = module.scope.names.get(name, ())
    same = [isinstance(one.value, ast.AsyncFunctionDef) and _is_written(one.value, code) for one in known]
    if same not in ([], [True]):
        return None
    imports = tuple(one[1] for one in found.values() if one and one[1])
    return Helper(() if known else _beside(code, _holders(module), module), imports, written)


def insertion_below_imports(code: str, module: Module) -> tuple[Edit, ...]:
    """The edit that gives a module what is made of its imports; none if some stand behind all definitions."""
    last = max((one.lineno for one in module.tree.body if isinstance(one, ast.Import | ast.ImportFrom)), default=0)
    holders = [one for one in _holders(module) if one.lineno > last]
    return _beside(code, holders, module) if holders else ()


def _holders(module: Module) -> list[ast.stmt]:
    """The statements on the top level that define something."""
    return [one for one in module.tree.body if any(isinstance(node, _DEFINITIONS) for node in all_nodes(one))]


def _beside(code: str, holders: Sequence[ast.stmt], module: Module) -> tuple[Edit, ...]:
    free = next((one for one in holders if not module.lines[_first_row(one) - 2].lstrip().startswith("#")), None)
    if free is not None:
        return (InsertDefinitionAbove(module.span(free), code),)
    return (InsertDefinitionBelow(module.span(holders[-1]), code),)


def _first_row(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _module_name(source: str, body: Body) -> tuple[str, ImportedName | None] | None:
    """How a function names a module of the standard library, and the import that this needs; None if it cannot."""
    module, project = body.routine.module, body.project
    hidden = hidden_by(body.routine.within, source, project)
    meanings = project.top_level(module)
    for local in sorted(meanings):
        symbol = None if local in hidden else meanings[local]
        if symbol is not None and symbol.definition is None and symbol.name == source:
            return local, None
    root = source.partition(".")[0]
    symbol = meanings.get(root)
    is_other = root in module.scope.names and (root == source or symbol is None or symbol.name != root)
    if is_other or root in hidden:
        return None
    return source, ImportedName(source, "")


def _is_written(node: ast.AsyncFunctionDef, code: str) -> bool:
    return ast.dump(node) == ast.dump(ast.parse(code).body[0])
