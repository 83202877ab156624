"""What functions of Python's own library return, as far as it matters to the way of an exception."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from channels_fix.flow import conditions
from channels_fix.flow.constants import text_method
from channels_fix.flow.states import State
from channels_fix.flow.thrown import Thrown, group_of
from channels_fix.flow.values import (
    UNKNOWN,
    Constant,
    ExitStack,
    Gathered,
    Identity,
    Instance,
    ManagerFactory,
    Many,
    Method,
    Named,
    Namespace,
    Object,
    Routine,
    Source,
    Super,
    Suppressor,
    TaskGroup,
    TypeOf,
    Value,
    Waited,
)
from channels_fix.module import Class
from channels_fix.resolution import Symbol

if TYPE_CHECKING:
    from channels_fix.flow.expressions import Evaluator

SAME = frozenset(
    {"asyncio.wait_for", "asyncio.shield", "asyncio.as_completed", "builtins.list", "builtins.tuple", "builtins.set"}
    | {"builtins.sorted", "builtins.reversed", "builtins.dict", "functools.update_wrapper"}
)
"""They give back, await or copy what is their first argument."""
COROUTINE_TESTS = frozenset(
    {"inspect.iscoroutinefunction", "asyncio.iscoroutinefunction", "asgiref.sync.iscoroutinefunction"}
)
MANAGER_DECORATORS = frozenset({"contextlib.contextmanager", "contextlib.asynccontextmanager"})
STACKS = frozenset({"contextlib.ExitStack", "contextlib.AsyncExitStack"})
LOOPS = frozenset({"asyncio.get_event_loop", "asyncio.get_running_loop"})


def returned(
    evaluator: Evaluator,
    function: Value,
    arguments: tuple[Value, ...],
    keywords: tuple[tuple[str, Value], ...],
    state: State,
    node: ast.Call | None,
) -> Value | None:
    """What a call returns; None for a function that is not known here."""
    match function:
        case Method(owner=Namespace() as namespace, name=name):
            return _listed(evaluator, namespace, name, state)
        case Method(owner=Instance(thrown=Thrown(inside=Thrown() as inside)), name="subgroup" | "split" as name):
            return _part_of_group(evaluator, inside, name, arguments)
        case Method(owner=Constant() | Instance()):
            return text_method(function, arguments)
        case Named(symbol=Symbol(definition=None, name=name)):
            return (
                _about_exceptions(evaluator, name, arguments, state)
                or _about_classes(evaluator, name, arguments, state)
                or _about_functions(name, arguments, keywords)
                or _made(name, arguments, dict(keywords), node)
            )
        case Named(symbol=symbol) if isinstance(symbol.definition, Class):
            thrown = conditions.exception_class(symbol, evaluator.interpreter.project)
            return Instance(thrown) if thrown else Object(symbol.definition)
    return None


def _part_of_group(evaluator: Evaluator, inside: Thrown, name: str, arguments: tuple[Value, ...]) -> Value:
    """What `subgroup` or `split` finds in an exception group with one exception."""
    caught = conditions.catches(arguments[0], inside, evaluator.interpreter.project) if arguments else None
    if caught is None:
        return UNKNOWN
    group, nothing = Instance(group_of(inside)), Constant(None)
    found = (group, nothing) if caught else (nothing, group)
    return found[0] if name == "subgroup" else Many(found)


def _about_exceptions(evaluator: Evaluator, name: str, arguments: tuple[Value, ...], state: State) -> Value | None:
    project = evaluator.interpreter.project
    match name, arguments:
        case "builtins.isinstance", (Instance(thrown=thrown), classes):
            return answer(conditions.catches(classes, thrown, project))
        case "builtins.isinstance", (Constant(), Named(symbol=symbol)):
            return Constant(False) if conditions.exception_class(symbol, project) else None
        case "builtins.issubclass", (TypeOf(thrown=thrown), classes):
            return answer(conditions.catches(classes, thrown, project))
        case "builtins.type", (Instance(thrown=thrown),):
            return TypeOf(thrown)
        case "sys.exc_info", () if state.handling:
            return Many((TypeOf(state.handling[-1]), Instance(state.handling[-1]), UNKNOWN))
        case "sys.exception", () if state.handling:
            return Instance(state.handling[-1])
    made = conditions.exception_class(Symbol(name), project)
    return Instance(made) if made else None


def _about_classes(evaluator: Evaluator, name: str, arguments: tuple[Value, ...], state: State) -> Value | None:
    match name, arguments:
        case "builtins.super", ():
            return _super(evaluator, None)
        case "builtins.super", (Named(symbol=Symbol(definition=Class() as cls)), Object()):
            return _super(evaluator, cls)
        case "builtins.super", (_, Object()):  # `super(type(self), self)`
            return _super(evaluator, None)
        case "builtins.type", (Object(cls=cls),):
            return Named(Symbol(cls.name, cls, cls.module))
        case "builtins.getattr", (owner, Constant(value=str(attribute)), *_):
            return evaluator.attribute(owner, attribute, state)
        case "builtins.hasattr", (owner, Constant(value=str(attribute))):
            return UNKNOWN if evaluator.attribute(owner, attribute, state) == UNKNOWN else Constant(True)
        case "builtins.vars", (Named() as owner,):
            return evaluator.attribute(owner, "__dict__", state)
        case "builtins.dir" | "inspect.getmembers", (Named(cls=Class() as cls), *_):
            namespace = Namespace(cls, inherited=True)
            return _listed(evaluator, namespace, "keys" if name == "builtins.dir" else "items", state)
    return None


def _super(evaluator: Evaluator, cls: Class | None) -> Value:
    start = cls or evaluator.frame.cls
    receiver = evaluator.frame.receiver or start
    return Super(start, receiver) if start and receiver else UNKNOWN


def _listed(evaluator: Evaluator, namespace: Namespace, method: str, state: State) -> Value:
    """The attributes of a class that matter to the question, as `items`, `keys` or `values` list them."""
    cls = namespace.cls
    names = [
        name
        for name in sorted(evaluator.interpreter.question.domain.sources)
        if namespace.inherited or name in cls.scope.names
    ]
    owner = Named(Symbol(cls.name, cls, cls.module))
    pairs = [(Constant(name), evaluator.attribute(owner, name, state)) for name in names]
    match method:
        case "items":
            return Many(tuple(Many(pair) for pair in pairs))
        case "keys":
            return Many(tuple(key for key, _ in pairs))
        case "values":
            return Many(tuple(value for _, value in pairs))
        case "copy":
            return namespace
    return UNKNOWN


def _about_functions(name: str, arguments: tuple[Value, ...], keywords: tuple[tuple[str, Value], ...]) -> Value | None:
    match name, arguments:
        case "builtins.callable", (Source() | Routine(),):
            return Constant(True)
        case "builtins.callable" | "inspect.isfunction", (Constant(),):
            return Constant(False)
        case "inspect.isfunction", (Source() | Routine(),):
            return Constant(True)
        case test, ((Source() | Routine()) as function,) if test in COROUTINE_TESTS:
            return Constant(function.is_async)
        case "functools.partial", (Source() as source, *_):
            return source
        case "functools.partial", (Routine() as routine, *bound):
            return replace(routine, bound=(*routine.bound, *bound), keywords=(*routine.keywords, *keywords))
        case "functools.wraps", _:
            return Identity()
        case "builtins.staticmethod" | "builtins.classmethod", (function,):
            return function
        case decorator, (Routine() as routine,) if decorator in MANAGER_DECORATORS:
            return ManagerFactory(routine)
    return None


def _made(name: str, arguments: tuple[Value, ...], keywords: dict[str, Value], node: ast.Call | None) -> Value | None:
    if name == "asyncio.gather":
        returned = keywords.get("return_exceptions", Constant(False))
        return Gathered(arguments, conditions.truth(returned) is True) if returned != UNKNOWN else None
    if name == "asyncio.wait":
        return next((Waited(waited.items) for waited in arguments[:1] if isinstance(waited, Many)), None)
    if name == "contextlib.suppress":
        return Suppressor(arguments)
    if name in {"builtins.any", "builtins.all"} and isinstance(first := next(iter(arguments), None), Many):
        return _any_or_all(name, [conditions.truth(item) for item in first.items])
    if name == "builtins.next" and isinstance(first := next(iter(arguments), None), Many) and first.items:
        return first.items[0]
    if name == "builtins.next" and len(arguments) == 2 and arguments[0] == Many(()):
        return arguments[1]
    if name in LOOPS:
        return Named(Symbol("asyncio"))  # its `create_task` is the loop's
    if name in STACKS and node is not None:
        return ExitStack(node)
    if name == "asyncio.TaskGroup" and node is not None:
        return TaskGroup(node)
    return arguments[0] if name in SAME and arguments else None


def _any_or_all(name: str, truths: list[bool | None]) -> Value:
    decisive = name == "builtins.any"
    if decisive in truths:
        return Constant(decisive)
    return UNKNOWN if None in truths else Constant(not decisive)


def answer(truth: bool | None) -> Value:
    """The value of a test."""
    return UNKNOWN if truth is None else Constant(truth)
