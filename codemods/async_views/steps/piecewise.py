"""`map`, `zip` and the like: what they do is done only when somebody goes through what they give."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from channels_fix.nodes import brief
from codemods.async_views.steps import iterating, ways
from codemods.async_views.steps.asking import asks, asks_inside
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import CONSUMERS, named
from codemods.async_views.steps.step import Step
from codemods.async_views.values.harmless import facts, is_harmless
from codemods.async_views.values.value import Kind


def asks_later(call: ast.Call, body: Body) -> bool:
    """Whether a call gives something that may ask the database at a time that nobody knows."""
    return _asking_function(call, body) is not None or _goes_on(call, body)


def step_of(call: ast.Call, body: Body) -> Step:
    """A thread goes through all of it, where it is taken whole at once: else nobody knows which thread would."""
    text, function = brief(call.func, 50), _asking_function(call, body)
    taker = _taker(call, body)
    if body.called(call) in facts()["looking"]["piecewise"] and not _has_steps(call, body):
        doubts = [iterating.MEMORY] if any(map(iterating.is_iterator, call.args)) else []
        if taker is not None and taker.args == [call] and not taker.keywords and body.called(taker):
            return Step(call, text, thread=ways.composed(taker, _CODE, [("part", taker)], body, doubts))
        if taker is not None or is_gone_through(call, body, at_once=function is not None):
            way = ways.composed(call, _LIST, [("part", call)], body, doubts)
            return Step(call, text, thread=replace(way, hopped=(ways.called_with("list", call, body),)))
    does = f"calls {brief(function, 50)}" if function is not None else "asks for rows"
    reason = f"{text} {does} only when somebody goes through what it gives: make a list of it, in a comprehension"
    return Step(call, text, reason=reason)


_CODE, _LIST = "await THREAD(lambda: part)()", "await THREAD(lambda: list(part))()"


def is_gone_through(call: ast.Call, body: Body, *, at_once: bool = False) -> bool:
    """Whether all that becomes of what a call gives is that somebody goes through it: without a stop, if `at_once`."""
    match body.parents[call]:
        case ast.For(iter=over):
            return over is call and not at_once
        case ast.comprehension(iter=over):
            return over is call
    return _taker(call, body) is not None or isinstance(body.parents[call], ast.Starred)


def _taker(call: ast.Call, body: Body) -> ast.Call | None:
    """The call that takes all of what another one gives, as `list()` does."""
    outer = body.parents[call]
    if not isinstance(outer, ast.Call) or outer.func is call:
        return None
    known = body.called(outer) in CONSUMERS or body.called(outer) in facts()["looking"]["piecewise"]
    joins = isinstance(outer.func, ast.Attribute) and outer.func.attr in {"extend", "join"} and not body.called(outer)
    return outer if known or (joins and outer.args == [call]) else None


def _asking_function(call: ast.Call, body: Body) -> ast.expr | None:
    """The function that a call keeps, if that may ask."""
    name = body.called(call)
    functions: Sequence[ast.expr] = ()
    if name in {"builtins.filter", "builtins.map"}:
        functions = call.args[:1]
    elif name.startswith("itertools."):
        given = [*call.args, *(word.value for word in call.keywords)]
        functions = [one for one in given if isinstance(one, ast.Lambda) or body.values.of(one).kind is Kind.NAMED]
    return next((function for function in functions if _may_ask(function, body)), None)


def _may_ask(function: ast.expr, body: Body) -> bool:
    if isinstance(function, ast.Constant):
        return False
    if isinstance(function, ast.Lambda):
        return asks_in(function.body, body)
    symbol = body.values.symbol_of(function)
    if symbol is None:
        return True
    own = named(symbol, body.project)
    if own:
        return any(asks(one, body.project) for one in own)
    if symbol.name.startswith("builtins."):
        return symbol.name.removeprefix("builtins.") not in facts()["builtins"]["blind"]
    return symbol.definition is not None or not is_harmless(symbol.name)


def asks_in(expression: ast.AST, body: Body) -> bool:
    """Whether an expression has steps, other than calls of functions that ask nobody."""
    from codemods.async_views.steps.reading import step_at

    steps = (step for node in ast.walk(expression) if (step := step_at(node, body)) is not None)
    return any(not step.callees or any(asks(one, body.project) for one in step.callees) for step in steps)


def _goes_on(call: ast.Call, body: Body) -> bool:
    """Whether it is given what may ask again for each piece: the iterator of a queryset, pages, an object's own."""
    name, known = body.called(call), facts()["looking"]
    goes_on = name in {"builtins.iter", *known["piecewise"]} or name.startswith("itertools.")
    if not goes_on or name in known["lazy"]:
        return False
    values = [(one, body.values.of(one)) for one in call.args]
    return any(
        value.kind is Kind.ROWS or iterating.is_iterator(one) or asks_inside(value, body.project)
        for one, value in values
        if value.is_known
    )


def _has_steps(call: ast.Call, body: Body) -> bool:
    """Whether there is anything to await among what is gone through: no function of a thread can do that."""
    data = [one for one in call.args if one is not _asking_function(call, body)]
    return any(asks_in(one, body) for one in data)
