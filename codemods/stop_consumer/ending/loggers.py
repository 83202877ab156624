"""How a module writes a traceback to its log."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.bindings import Function, When
from channels_fix.imports import reference
from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from channels_fix.rule import ImportedName

GETTERS = frozenset(
    {
        "logging.getLogger",
        "structlog.get_logger",
        "structlog.getLogger",
        "structlog.stdlib.get_logger",
        "celery.utils.log.get_logger",
        "celery.utils.log.get_task_logger",
    }
)
"""Functions whose result has a method `exception`."""
LOGGERS = frozenset({"loguru.logger"})
USUAL_NAMES = ("logger", "log", "LOGGER", "LOG", "_logger")


def logger(module: Module, project: Project, within: Sequence[Function]) -> tuple[str, ImportedName | None]:
    """Find the logger of `module`.

    Args:
        module: The file that is edited.
        project: The index.
        within: The functions around the place, outermost first.

    Returns:
        The expression to write, and the import that it needs if the file does not have one.
    """
    hidden = {local for function in within for local in project.function_scope(function).names}
    for name in sorted(module.scope.names, key=lambda name: (name not in USUAL_NAMES, name)):
        always = all(binding.when is When.ALWAYS for binding in module.scope.names[name])
        symbol = project.resolve(ast.Name(name, ast.Load()), module)
        if always and name not in hidden and symbol is not None and _is_logger(symbol, project):
            return name, None
    spelling, needed = reference(module, project, "logging", "getLogger", within)
    return f"{spelling}(__name__)", needed


def _is_logger(symbol: Symbol, project: Project) -> bool:
    if symbol.definition is None:
        return symbol.name in LOGGERS
    if not isinstance(symbol.definition, ast.Call) or symbol.module is None:
        return False
    function = project.resolve(symbol.definition.func, symbol.module)
    return function is not None and function.name in GETTERS
