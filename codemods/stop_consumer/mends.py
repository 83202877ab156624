"""The changes that let StopConsumer out. Each knows what the analysis may take as done and which edits do it."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function, is_bound_anywhere
from channels_fix.edits.blocks import MoveOutOfFinally
from channels_fix.edits.clauses import (
    AppendToClause,
    EmptyFinally,
    HoistHandler,
    InsertHandler,
    NameHandler,
    RetypeHandler,
)
from channels_fix.edits.functions import AppendToFunction
from channels_fix.edits.statements import InsertAfter, InsertBefore, RemoveStatement, ReplaceStatement
from channels_fix.excerpts import returned
from channels_fix.flow import conditions
from channels_fix.flow.question import Mends
from channels_fix.flow.states import Stop
from channels_fix.flow.thrown import Thrown
from channels_fix.flow.values import Named
from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Edit
from codemods.stop_consumer.effects import catches_all, has_effects
from codemods.stop_consumer.exits import exits_of, gives_a_value, leaves_otherwise

FOREMOST = -1
"""The clause for StopConsumer stands in front of others that are written beside it."""

Build = Callable[[Module, str], list[Edit]]
"""Makes the edits, given the module and the spelling of StopConsumer in it."""


@dataclass(frozen=True)
class Mend:
    """One change.

    Attributes:
        mends: Its effect on the paths.
        build: Makes its edits.
        what: Says what it does.
        doubt: Says what a person should look at.
    """

    mends: Mends
    build: Build
    what: str
    doubt: str = ""


def mend_handler(stop: Stop, project: Project, thrown: Thrown, leave: str = "raise") -> Mend:
    """Let the exception out of a clause that stops it.

    Args:
        stop: Where it is stopped.
        project: The index.
        thrown: The exception.
        leave: The statement by which it is let out.
    """
    node, handler, frame = stop.node, stop.handler, stop.frame
    assert isinstance(node, ast.Try)
    assert handler is not None

    def is_named_by(name: ast.expr | None) -> bool:
        symbol = project.resolve(name, frame.module, frame.within) if name else None
        return symbol is not None and symbol.name == thrown.name

    def may_catch(clause: ast.ExceptHandler) -> bool:
        symbols = [project.resolve(name, frame.module, frame.within) for name in classes_of(clause)]
        return any(not one or conditions.catches(Named(one), thrown, project) is not False for one in symbols)

    names = classes_of(handler)
    others = [name for name in names if not is_named_by(name)]
    if names and not others:
        return _leave_again(handler, stop.exit, leave)
    first = next(index for index, one in enumerate(node.handlers) if one is handler or may_catch(one))
    while first and _is_for_cancellation(node.handlers[first - 1], frame.module, frame.within, project):
        first -= 1  # the two have nothing to do with one another, and StopConsumer is the first of them everywhere
    hidden = node.handlers[node.handlers.index(handler) + 1 :]
    later = next((one for one in hidden if is_named_by(one.type)), None)
    if later is not None:
        return Mend(
            Mends(hoisted=frozenset({(node, later)})),
            lambda module, _: [HoistHandler(module.span(node), node.handlers.index(later), first, FOREMOST)],
            "move the clause for StopConsumer in front of the one that hides it",
        )

    def insert(module: Module, stop: str) -> list[Edit]:
        span = module.span(node)
        edits: list[Edit] = [InsertHandler(span, first, f"except {stop}:\n    {leave}\n", order=FOREMOST)]
        if len(others) < len(names):
            edits.append(RetypeHandler(module.span(handler), tuple_of(others)))
        return edits

    works = len(others) < len(names) and any(has_effects(statement) for statement in handler.body)
    doubt = "what the clause does will not be done for StopConsumer any more" if works else ""
    what = "re-raise StopConsumer before it is caught" if leave == "raise" else "end the loop on StopConsumer"
    return Mend(Mends(reraise=frozenset({node})), insert, what, doubt)


def _is_for_cancellation(
    handler: ast.ExceptHandler, module: Module, within: Sequence[Function], project: Project
) -> bool:
    symbols = [project.resolve(name, module, within) for name in classes_of(handler)]
    return bool(symbols) and all(one is not None and one.name == "asyncio.CancelledError" for one in symbols)


def classes_of(handler: ast.ExceptHandler) -> list[ast.expr]:
    """The classes that an except clause names."""
    if isinstance(handler.type, ast.Tuple):
        return handler.type.elts
    return [handler.type] if handler.type else []


def tuple_of(names: Sequence[ast.expr]) -> str:
    """The source of what an except clause for these classes names."""
    texts = [ast.unparse(name) for name in names]
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"


def _leave_again(handler: ast.ExceptHandler, left_by: ast.stmt | None, leave: str) -> Mend:
    place: ast.stmt | ast.ExceptHandler = left_by or handler
    what = "re-raise StopConsumer" if leave == "raise" else "end the loop on StopConsumer"
    return Mend(_effect(place), _at(place, leave, ""), what)


def end_with_raise(
    place: ast.stmt | ast.ExceptHandler | Function, handler: ast.ExceptHandler | None, guard: str, method: Function
) -> Mend:
    """Raise StopConsumer where a path ends that should have ended the consumer.

    Args:
        place: The statement by which the path leaves, or the clause or function whose end it reaches.
        handler: The clause that handles the error which is in the way, if the place is inside of one.
        guard: A test that holds for the ending message, or nothing when only that message comes here.
        method: The function around.
    """
    name = _error_name(handler, method) if handler else ""
    cause = f" from {name}" if name else ""
    at = _at(place, f"raise {{stop}}(){cause}", guard, names_in(method))

    def build(module: Module, stop: str) -> list[Edit]:
        edits = at(module, stop)
        if handler is not None and name and not handler.name:
            edits.append(NameHandler(module.span(handler), name))
        return edits

    return Mend(_effect(place), build, "end the consumer on the disconnect")


def _error_name(handler: ast.ExceptHandler, method: Function) -> str:
    """The name of the exception in a clause, or a free one that it can be given.

    A bare `except` takes none. A name that the clause gives to something else, or deletes, may not be the exception.
    """
    if handler.type is None or handler.name:
        name = handler.name or ""
        return "" if any(is_bound_anywhere(statement, name) for statement in handler.body) else name
    used = names_in(method)
    return next((name for name in ("exc", "error", "err") if name not in used), "")


def names_in(function: Function) -> set[str]:
    """The names of variables that a function uses or gives."""
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    names |= {node.name or "" for node in ast.walk(function) if isinstance(node, ast.ExceptHandler)}
    return names | {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}


def _effect(place: ast.AST) -> Mends:
    if isinstance(place, ast.ExceptHandler | ast.FunctionDef | ast.AsyncFunctionDef):
        return Mends(ends=frozenset({place}))
    assert isinstance(place, ast.stmt)
    return Mends(raises=frozenset({place}))


def free_name(wanted: str, used: Collection[str]) -> str:
    """`wanted`, or a name like it that is not used."""
    return next(name for number in range(len(used) + 1) if (name := wanted + "_" * number) not in used)


def _at(place: ast.stmt | ast.ExceptHandler | Function, code: str, guard: str, used: Collection[str] = ()) -> Build:
    def build(module: Module, stop: str) -> list[Edit]:
        line = code.format(stop=stop)
        statement = f"if {guard}:\n    {line}\n" if guard else f"{line}\n"
        span = module.span(place)
        if isinstance(place, ast.ExceptHandler | ast.FunctionDef | ast.AsyncFunctionDef):
            only = place.body[0] if len(place.body) == 1 else None
            if only is not None and is_placeholder(only):
                return [ReplaceStatement(module.span(only), statement)]
            append = AppendToClause if isinstance(place, ast.ExceptHandler) else AppendToFunction
            return [append(span, statement)]
        if guard and isinstance(place, ast.Return) and any(isinstance(node, ast.Call) for node in ast.walk(place)):
            name = free_name("result", used)
            return [ReplaceStatement(span, f"{name} = {returned(place, module)}{statement}return {name}\n")]
        if guard:
            return [InsertBefore(span, statement)]
        value = returned(place, module) if isinstance(place, ast.Return) and has_effects(place) else ""
        return [ReplaceStatement(span, value + statement)]

    return build


def is_placeholder(statement: ast.stmt) -> bool:
    """Whether a statement stands for an empty body."""
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant(value=builtins.Ellipsis)):
            return True
    return False


def move_exit(node: ast.Try, left_by: ast.stmt | None, method: Function) -> Mend | str:
    """Take the statement out of a `finally` by which it discards the exception.

    Args:
        node: The try statement.
        left_by: The statement.
        method: The function around.

    Returns:
        The change, or why there is none.
    """
    if left_by is None or left_by is not node.finalbody[-1]:
        return "the exit from `finally` is not its last statement: take it out by hand"
    if has_effects(left_by):
        return "the exit from `finally` does some work of its own: take it out by hand"
    if any(leaves_otherwise(other, left_by) for other in exits_of(node)):
        return "the exit from `finally` takes the place of another one in the `try`: say by hand which one counts"
    doubt = "" if catches_all(node) else "errors that the exit from `finally` discarded will leave the method"

    def build(module: Module, stop: str) -> list[Edit]:
        del stop
        if gives_a_value(left_by):
            return [MoveOutOfFinally(module.span(node))]
        alone = len(node.finalbody) == 1
        edits: list[Edit] = [EmptyFinally(module.span(node)) if alone else RemoveStatement(module.span(left_by))]
        if method.body[-1] is not node:
            code = ast.get_source_segment(module.text, left_by) or ast.unparse(left_by)
            edits.append(InsertAfter(module.span(node), f"{code}\n"))
        return edits

    return Mend(Mends(dropped=frozenset({left_by})), build, "leave `finally` at its end", doubt)
