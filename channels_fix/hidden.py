"""Which names the functions around a place hide from it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from channels_fix.bindings import Function
from channels_fix.project import Project


def hidden_by(within: Sequence[Function], source: str, project: Project) -> frozenset[str]:
    """The names that functions hide from their code, but for that of a module which they import before all else."""
    names = {name for function in within for name in project.function_scope(function).names}
    binding = next((one for one in reversed(within) if source in project.function_scope(one).names), None)
    is_module = binding is not None and _imports_module(binding, source, project)
    return frozenset(names - {source} if is_module else names)


def _imports_module(function: Function, source: str, project: Project) -> bool:
    """Whether a name of a function is never anything but a module that it imports first."""
    if len(project.function_scope(function).names.get(source, ())) != 1:
        return False
    rest = dropwhile(lambda one: isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant), function.body)
    first = takewhile(lambda one: isinstance(one, ast.Import | ast.ImportFrom), rest)
    named = [alias for one in first if isinstance(one, ast.Import) for alias in one.names]
    return any(alias.name == source and not alias.asname for alias in named)
