"""Calls of what is picked when they run: from a dictionary of functions, by a name, from what else an object may be."""

from __future__ import annotations

import ast
from dataclasses import replace

from codemods.async_views.steps import ways
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import methods_of, named
from codemods.async_views.steps.step import Step
from codemods.async_views.values.value import Kind, Value
from codemods.routines import Routine

PICKED = "which function `{}` is, is settled only when it runs: call each of them by its own name"
UNTOLD = "what `{}` may be besides is not known: annotate it with its class"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    step = lead_of(node, body)
    if step is None or not any(one.is_coroutine or asks(one, body.project) for one in step.callees):
        return None
    assert isinstance(node, ast.Call)
    if any(one.is_generator or one.is_coroutine for one in step.callees):
        return step
    return replace(step, thread=ways.threaded(node, body))


def lead_of(node: ast.AST, body: Body) -> Step | None:
    """The same for one who only follows where calls lead."""
    if not isinstance(node, ast.Call):
        return None
    found = may_run(node.func, body)
    if not found:
        return None
    written = ast.unparse(node.func.value if isinstance(node.func, ast.Attribute) else node.func)
    text = written if len(written) < 50 else f"{written[:46]} ..."
    is_method = isinstance(node.func, ast.Attribute) and node.func.attr in body.project.defined_names
    reason = UNTOLD if is_method else PICKED
    return Step(node, ast.unparse(node.func)[:50], reason=reason.format(text), callee=found[0], others=found[1:])


def may_run(called: ast.expr, body: Body) -> tuple[Routine, ...]:
    """The functions of the project of which a call of `called` may run one, as far as they are known."""
    return body.project.once(("may run", called), lambda: _may_run(called, body))


def _may_run(called: ast.expr, body: Body) -> tuple[Routine, ...]:
    match called:
        case ast.Attribute(value=owner, attr=name):
            if body.values.symbol_of(called) is not None:
                return ()
            if name not in body.project.defined_names:
                return _kept(called, body)
            several = body.values.of(owner).among
            classes = [one.cls for one in several if one.kind is Kind.OBJECT and one.cls is not None]
            found = [one for cls in classes for one in methods_of(cls, name, body.project)]
        case ast.Name() | ast.Subscript() | ast.Call():
            if isinstance(called, ast.Name) and not _is_bound_here(called, body):
                return ()
            found = [one for value in body.values.of(called).each for one in _called(value, body)]
        case _:
            return ()
    return tuple(dict.fromkeys(found))


def _kept(called: ast.Attribute, body: Body) -> tuple[Routine, ...]:
    """What a method runs that calls a function or class which its object keeps: `self.client_class()`."""
    owner = called.value
    if not (isinstance(owner, ast.Name) and owner.id == body.routine.receiver):
        return ()
    return tuple(dict.fromkeys(one for value in body.values.of(called).each for one in _called(value, body)))


def _is_bound_here(name: ast.Name, body: Body) -> bool:
    """Whether a name is one of the function's own, and not that of something for good."""
    symbol = body.values.symbol_of(name)
    return symbol is None or isinstance(symbol.definition, ast.expr)


def _called(value: Value, body: Body) -> tuple[Routine, ...]:
    return named(value.symbol, body.project) if value.kind is Kind.NAMED else ()
