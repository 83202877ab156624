"""Where a module gets what several of its functions share."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.edits.definitions import InsertDefinitionAbove, InsertDefinitionBelow
from channels_fix.module import Module
from channels_fix.rule import Edit

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def insertion(code: str, module: Module) -> tuple[Edit, ...]:
    """The edit that gives a module a function: the same one wherever in the module it is needed."""
    return _beside(code, _holders(module), module)


def insertion_below_imports(code: str, module: Module) -> tuple[Edit, ...]:
    """The edit that gives a module what is made of its imports; none if some stand behind all definitions."""
    last = max((one.lineno for one in module.tree.body if isinstance(one, ast.Import | ast.ImportFrom)), default=0)
    holders = [one for one in _holders(module) if one.lineno > last]
    return _beside(code, holders, module) if holders else ()


def _holders(module: Module) -> list[ast.stmt]:
    """The statements on the top level that define something."""
    return [one for one in module.tree.body if any(isinstance(node, _DEFINITIONS) for node in ast.walk(one))]


def _beside(code: str, holders: Sequence[ast.stmt], module: Module) -> tuple[Edit, ...]:
    free = next((one for one in holders if not module.lines[_first_row(one) - 2].lstrip().startswith("#")), None)
    if free is not None:
        return (InsertDefinitionAbove(module.span(free), code),)
    return (InsertDefinitionBelow(module.span(holders[-1]), code),)


def _first_row(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])
