"""Takes away lambdas of URLconfs that only call a view: what a lambda is, Django sees, and not what that calls."""

from __future__ import annotations

import ast

from channels_fix.bindings import all_arguments
from channels_fix.edits.expressions import Compose
from channels_fix.imports import reference
from channels_fix.project import Project
from channels_fix.rule import ImportedName
from codemods.async_views.decision.changes import Changes
from codemods.views.view import Layer, View


def without_lambda(layer: Layer, view: View, project: Project) -> Changes | None:
    """Put a view in the place of a lambda that hands on to it exactly what it is given, and constants.

    Args:
        layer: The lambda.
        view: The view. A decorator around it may have put a mark on it, which the lambda hides: such a one stays.
        project: The index.

    Returns:
        The change of the URLconf, or None if the lambda does more than that.
    """
    node = layer.node
    if not isinstance(node, ast.Lambda) or not isinstance(node.body, ast.Call) or len(view.layers) > 1:
        return None
    given = node.args
    fixed = _fixed(node.body, given)
    if fixed is None or given.defaults or any(given.kw_defaults) or not _has_names(view, node.body):
        return None
    parts = [node.body.func, *(word.value for word in fixed)]
    code, imports = "_0", tuple[ImportedName, ...]()
    if fixed:
        if view.cls is not None:
            return None  # around a class a partial hides what it gives
        written, needed = reference(layer.module, project, "functools", "partial", layer.within)
        words = (f"{word.arg}=_{number}" for number, word in enumerate(fixed, 1))
        code, imports = f"{written}(_0, {', '.join(words)})", (needed,) if needed else ()
    named = tuple((f"_{number}", layer.module.span(part)) for number, part in enumerate(parts))
    return Changes((Compose(layer.module.span(node), code, named),), imports)


def _fixed(call: ast.Call, given: ast.arguments) -> list[ast.keyword] | None:
    """The constants among the arguments of a call that hands on all parameters; None if it does something else."""
    handed: list[str] = []
    fixed: list[ast.keyword] = []
    for word in (*call.args, *call.keywords):
        match word:
            case ast.Name(id=name):
                handed.append(name)
            case ast.Starred(value=ast.Name(id=name)):
                handed.append(f"*{name}")
            case ast.keyword(arg=None, value=ast.Name(id=name)):
                handed.append(f"**{name}")
            case ast.keyword(arg=str(arg), value=ast.Name(id=name)) if arg == name:
                handed.append(name)
            case ast.keyword(value=ast.Constant()):
                fixed.append(word)
            case _:
                return None
    return fixed if handed == _written(given) else None


def _written(given: ast.arguments) -> list[str]:
    """The parameters of a function as a call hands them on, in their order."""
    stars = [f"*{given.vararg.arg}"] if given.vararg else []
    more = [f"**{given.kwarg.arg}"] if given.kwarg else []
    plain = [one.arg for one in (*given.posonlyargs, *given.args)]
    return [*plain, *stars, *(one.arg for one in given.kwonlyargs), *more]


def _has_names(view: View, call: ast.Call) -> bool:
    """Whether a view calls what it is given by its place as the lambda does: Django gives it by name."""
    names = [one.id for one in call.args if isinstance(one, ast.Name)][1:]
    if view.routine is None:
        return not names
    return [one.arg for one in all_arguments(view.routine.node.args)][1 : len(names) + 1] == names
