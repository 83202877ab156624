"""The changes that let StopConsumer out of what keeps it without a clause: context managers, gather, tasks, groups."""

from __future__ import annotations

import ast

from channels_fix.bindings import Function
from channels_fix.edits.blocks import CarryThrough, RaiseFromGroup, SuppressToTry
from channels_fix.edits.functions import AppendToFunction
from channels_fix.edits.statements import InsertAfter, InsertBefore, NameResult
from channels_fix.flow import conditions
from channels_fix.flow.handlers import is_try_star
from channels_fix.flow.question import Mends
from channels_fix.flow.states import How, Stop
from channels_fix.flow.values import Named
from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Edit
from codemods.stop_consumer.mends import Mend, free_name, names_in

SUPPRESS = "contextlib.suppress"
EXIT_ADVICE = "the `__exit__` does not name the exception: let it return a false value for StopConsumer"


def mend_keeper(stop: Stop, project: Project) -> Mend | str:
    """Let StopConsumer out at a place that is no except clause of a plain try.

    Args:
        stop: The place.
        project: The index.

    Returns:
        The change, or what a person has to do.
    """
    if is_try_star(stop.node):
        return _carry_through(stop)
    match stop.how:
        case How.SUPPRESS:
            return _spell_out_suppress(stop, project)
        case How.EXIT:
            return _pass_exit(stop)
        case How.GATHER:
            return _raise_result(stop)
    return _raise_from_group(stop)


def _carry_through(stop: Stop) -> Mend | str:
    """An `except*` gets StopConsumer in a group, and can only raise groups: it is caught inside, raised behind."""
    if getattr(stop.node, "orelse", None):
        return "an `except*` cannot let StopConsumer out: catch it in a try inside, and raise it behind the `else`"
    name = free_name("stop", names_in(stop.frame.node))

    def build(module: Module, raised: str) -> list[Edit]:
        return [CarryThrough(module.span(stop.node), raised, name)]

    return Mend(Mends(carried=frozenset({stop.node})), build, "carry StopConsumer through the `except*`")


def _raise_from_group(stop: Stop) -> Mend:
    name = free_name("group", names_in(stop.frame.node))

    def build(module: Module, raised: str) -> list[Edit]:
        return [RaiseFromGroup(module.span(stop.node), raised, name)]

    doubt = "errors of other tasks of the group will only show as the cause of StopConsumer"
    return Mend(Mends(carried=frozenset({stop.node})), build, "take StopConsumer out of the exception group", doubt)


def _spell_out_suppress(stop: Stop, project: Project) -> Mend | str:
    assert isinstance(stop.node, ast.With | ast.AsyncWith)
    calls = {index: item.context_expr for index, item in enumerate(stop.node.items) if item.optional_vars is None}
    suppressing = {
        index: call.args
        for index, call in calls.items()
        if isinstance(call, ast.Call) and _suppresses(call, stop, project)
    }
    if len(suppressing) == 1:
        ((index, classes),) = suppressing.items()
        return _suppress_to_try(stop, index, [ast.unparse(argument) for argument in classes])
    return "this context manager suppresses StopConsumer: catch the errors that you expect with try/except instead"


def _suppresses(call: ast.Call, stop: Stop, project: Project) -> bool:
    """Whether a call makes a `contextlib.suppress` that stops the exception."""
    frame = stop.frame
    symbol = project.resolve(call.func, frame.module, frame.within)
    if symbol is None or symbol.name != SUPPRESS:
        return False
    classes = [project.resolve(argument, frame.module, frame.within) for argument in call.args]
    return any(one is not None and conditions.catches(Named(one), stop.thrown, project) for one in classes)


def _suppress_to_try(stop: Stop, index: int, classes: list[str]) -> Mend:
    kind = classes[0] if len(classes) == 1 else f"({', '.join(classes)})"

    def build(module: Module, raised: str) -> list[Edit]:
        return [SuppressToTry(module.span(stop.node), index, raised, kind)]

    return Mend(Mends(carried=frozenset({stop.node})), build, "re-raise StopConsumer, suppress the rest")


def _pass_exit(stop: Stop) -> Mend | str:
    assert stop.exit is not None
    if stop.frame.node.name == "<lambda>":
        return EXIT_ADVICE
    left_by, parameters = stop.exit, stop.frame.node.args
    positional = [*parameters.posonlyargs, *parameters.args]
    if len(positional) > 2 and len(positional) + bool(parameters.vararg) >= 3:
        error = positional[2].arg
    elif len(positional) == 1 and parameters.vararg:
        error = f"{parameters.vararg.arg}[1]"
    else:
        return EXIT_ADVICE

    def build(module: Module, raised: str) -> list[Edit]:
        test = f"if isinstance({error}, {raised}):\n    return False\n"
        return [InsertBefore(module.span(left_by), test)]

    return Mend(Mends(passed=frozenset({left_by})), build, "let StopConsumer pass the context manager")


def _raise_result(stop: Stop) -> Mend | str:
    """Raise StopConsumer again out of the results of `gather`."""
    match stop.node:
        case ast.Assign(targets=[ast.Name(id=results)], value=ast.Await()):
            names: list[Edit] = []
        case ast.Assign(targets=[ast.Tuple(elts=parts)], value=ast.Await()) if all(
            isinstance(part, ast.Name) for part in parts
        ):
            results, names = f"({', '.join(ast.unparse(part) for part in parts)},)", []
        case ast.Expr(value=ast.Await()) | ast.Return(value=ast.Await()):
            results = free_name("results", names_in(stop.frame.node))
            names = [NameResult(stop.frame.module.span(stop.node), results)]
        case _:
            return "`gather` keeps StopConsumer as a result: raise it from the results"
    name = free_name("result", names_in(stop.frame.node))

    def build(module: Module, raised: str) -> list[Edit]:
        code = f"for {name} in {results}:\n    if isinstance({name}, {raised}):\n        raise {name}\n"
        code += f"return {results}\n" if isinstance(stop.node, ast.Return) else ""
        return [*names, InsertAfter(module.span(stop.node), code)]

    return Mend(Mends(resumed=frozenset({stop.node})), build, "raise StopConsumer from the results")


def await_task(stop: Stop, guard: str | None, left_by: ast.stmt | None, end: Function | None) -> Mend | str:
    """Await the task that keeps StopConsumer.

    Args:
        stop: Where the task is made.
        guard: The test for the ending message, or nothing where only that one comes; None when it cannot be tested.
        left_by: The statement in front of which the task is awaited.
        end: Else the function at whose end it is; else it is awaited at once.

    Returns:
        The change, or what a person has to do.
    """
    advice = "a task keeps StopConsumer: await it when the message is the disconnect"
    later = left_by is not None or end is not None
    if guard is None or (later and not _is_there_later(stop)):
        return advice
    names: list[Edit] = []
    match stop.node:
        case ast.Assign(targets=[(ast.Name() | ast.Attribute()) as target], value=ast.Call()):
            task = ast.unparse(target)
        case ast.Expr(value=ast.Call(func=function)) if not _keeps(function):
            task = free_name("task", names_in(stop.frame.node))
            names = [NameResult(stop.frame.module.span(stop.node), task)]
        case _:
            return advice

    def build(module: Module, raised: str) -> list[Edit]:
        del raised
        code = f"if {guard}:\n    await {task}\n" if guard else f"await {task}\n"
        if left_by is not None:
            return [*names, InsertBefore(module.span(left_by), code)]
        if end is not None:
            return [*names, AppendToFunction(module.span(end), code)]
        return [*names, InsertAfter(module.span(stop.node), code)]

    return Mend(Mends(resumed=frozenset({stop.node})), build, "await the task on the disconnect")


def _is_there_later(stop: Stop) -> bool:
    """Whether the function has the task at its end: it is made on every path, and its name is not used again."""
    made, function = stop.node, stop.frame.node
    if not any(statement is made for statement in function.body):
        return False
    targets = [ast.unparse(target) for target in made.targets] if isinstance(made, ast.Assign) else []
    stored = [
        ast.unparse(node)
        for node in ast.walk(function)
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store)
    ]
    return all(stored.count(target) == 1 for target in targets)


def _keeps(function: ast.expr) -> bool:
    """Whether a statement calls something with the task, rather than makes it."""
    return isinstance(function, ast.Attribute) and function.attr not in {"create_task", "ensure_future"}
