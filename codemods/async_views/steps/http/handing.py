"""Keyword arguments that a function hands on to a call as it got them: which ones, as far as the project tells."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.bindings import all_arguments
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.callers import Use, callers_of
from codemods.routines import Routine

TAKING = frozenset({"get", "pop"})
"""Methods of the dictionary that put nothing into it."""


class UnknownError(Exception):
    """Which arguments there are is not known."""


def handed_on(value: ast.expr, body: Body) -> list[ast.keyword]:
    """The keyword arguments that may be in what a call is given as `**value`, from all who call the function.

    Args:
        value: The name of what holds them.
        body: The function that makes the call.

    Raises:
        UnknownError: There may be others.
    """
    return list(_given(value, body, set()))


def _given(value: ast.expr, body: Body, known: set[Routine]) -> Iterator[ast.keyword]:
    routine, parameter = body.routine, body.routine.node.args.kwarg
    if parameter is None or not isinstance(value, ast.Name) or value.id != parameter.arg:
        raise UnknownError
    if routine in known:
        return
    known.add(routine)
    yield from _put_in(parameter.arg, body)
    own = {one.arg for one in all_arguments(routine.node.args)} - {parameter.arg}
    for caller in callers_of(routine, body.project):
        if caller.use is not Use.CALLED or len(caller.call.args) > len(routine.node.args.args):
            raise UnknownError
        for keyword in caller.call.keywords:
            if keyword.arg is None and caller.runner is not None:
                yield from _given(keyword.value, Body.of(caller.runner, body.project), known)
            elif keyword.arg is None:
                raise UnknownError
            elif keyword.arg not in own:
                yield keyword


def _put_in(name: str, body: Body) -> Iterator[ast.keyword]:
    """Yield what the function itself puts into its keyword arguments."""
    scope = body.project.function_scope(body.routine.node)
    if len(scope.names[name]) > 1:
        raise UnknownError
    for node in ast.walk(body.routine.node):
        if isinstance(node, ast.Name) and node.id == name:
            around = list(body.around(node))
            match around[:3]:
                case [ast.keyword(arg=None), ast.Call(), *_]:
                    continue
                case [ast.Compare(ops=[ast.In() | ast.NotIn()]), *_]:
                    continue
                case [ast.Attribute(attr=method), ast.Call(args=[ast.Constant(), *_]), *_] if method in TAKING:
                    continue
                case [ast.Attribute(attr="setdefault"), ast.Call(args=[ast.Constant(value=str(key)), given]), *_]:
                    yield ast.keyword(key, given)
                case [ast.Subscript(slice=ast.Constant(value=str(key))), ast.Assign(value=given), *_]:
                    yield ast.keyword(key, given)
                case _:
                    raise UnknownError
