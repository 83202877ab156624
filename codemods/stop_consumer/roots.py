"""Finds the functions that StopConsumer must leave: methods of consumers, and what is wrapped around them."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from channels_fix.bindings import Function, all_arguments
from channels_fix.flow.handlers import is_try_star
from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question, UndecidableError
from channels_fix.flow.states import State
from channels_fix.flow.thrown import Thrown
from channels_fix.flow.values import Object, Routine, Source, Value
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.consumers import (
    ENDING_HANDLERS,
    ENDING_MESSAGES,
    Consumer,
    as_consumer,
    consumers_of,
    library_bases,
    with_own_loop,
)
from codemods.stop_consumer.domain import MESSAGE, RECEIVE, STOP, StopDomain
from codemods.stop_consumer.triggers import HOOKS
from codemods.targets import signatures_of

MAX_STEPS_OF_HOOKS = 1_000


class Kind(enum.Enum):
    """What a root is to the consumer."""

    METHOD = "method"
    WRAPPER = "wrapper"
    """A function around a method, which may stand around others too."""
    LOOP = "loop"
    """A `__call__` that receives the messages itself."""


@dataclass(frozen=True)
class Root:
    """A function that must let StopConsumer out, as one consumer runs it on one message."""

    consumer: Consumer
    cls: Class
    method: Function
    message_type: str
    kind: Kind = Kind.METHOD
    wrapper: Routine | None = None
    arguments: tuple[Value, ...] = (MESSAGE,)

    @property
    def guard(self) -> str:
        """The test for the ending message, or nothing where every message is one. `{}` stands for the message."""
        return f'{{}}["type"] == "{self.message_type}"' if self.method.name == "dispatch" else ""

    @property
    def call(self) -> tuple[Routine, tuple[Value, ...]]:
        """What is called, and with which arguments."""
        receiver = Object(self.consumer.cls)
        if self.wrapper is not None:
            return self.wrapper, (receiver, *self.arguments)
        cls, method = self.cls, self.method
        is_async = isinstance(method, ast.AsyncFunctionDef)
        return Routine(method, cls.module, cls.within, cls, (receiver,), is_async), self.arguments


def ask(
    root: Root, project: Project, thrown: Thrown, mends: Mends, message_type: str, *, anything: bool = False
) -> Interpreter:
    """Make the interpreter that answers what becomes of `thrown` in a root."""
    domain = StopDomain(project, root.consumer, message_type)
    return Interpreter(project, Question(thrown, domain, mends, STOP, anything))


def roots_of(module: Module, project: Project) -> tuple[Root, ...]:
    """The functions of and around the classes of `module` that must let StopConsumer out."""
    return project.once(("roots", module), lambda: tuple(_roots_of(module, project)))


def _roots_of(module: Module, project: Project) -> Iterator[Root]:
    for cls in module.classes.values():
        loop = cls.method("__call__")
        owner = with_own_loop(cls, project) if loop else None
        if owner is not None and loop is not None:
            arguments = _arguments_of_call(loop, module, project)
            for protocol in owner.protocols:
                yield Root(owner, cls, loop, ENDING_MESSAGES[protocol], Kind.LOOP, arguments=arguments)
        yield from _methods(cls, project)
        yield from _wrappers(cls, project)
    yield from _patches(module, project)


def _arguments_of_call(loop: Function, module: Module, project: Project) -> tuple[Value, ...]:
    """What a `__call__` is given: Channels 2 hands the scope to the class, and the instance gets the rest alone."""
    signatures = signatures_of(module, project)
    expected = len([*loop.args.posonlyargs, *loop.args.args]) - 1
    names = signatures.call if signatures else ("scope", "receive", "send")[3 - min(expected, 3) :]
    return tuple(RECEIVE if name == "receive" else Value() for name in names)


def _messages(name: str, consumer: Consumer) -> Iterator[str]:
    """The ending messages that the method `name` handles."""
    for protocol in consumer.protocols:
        if name == "dispatch":
            yield ENDING_MESSAGES[protocol]
        elif name in ENDING_HANDLERS[protocol]:
            yield name.replace("_", ".", 1)


# Methods -------------------------------------------------------------------------------------------------------------


def _methods(cls: Class, project: Project) -> Iterator[Root]:
    methods = {name: method for name in HOOKS if (method := hook(cls, name)) and _may_swallow(method, cls, project)}
    for consumer in _consumers(cls, methods, project) if methods else ():
        for name, method in methods.items():
            for message_type in _messages(name, consumer) if runs(consumer, cls, name, project) else ():
                yield Root(consumer, cls, method, message_type)


def hook(cls: Class, name: str) -> Function | None:
    """The function that `cls` gives the name, also where the name is then given to something made of it."""
    bindings = cls.scope.names.get(name, ())
    functions = [one.value for one in bindings if isinstance(one.value, ast.FunctionDef | ast.AsyncFunctionDef)]
    return cls.method(name) or (functions[0] if len(functions) == 1 and len(bindings) == 2 else None)


def _consumers(cls: Class, methods: dict[str, Function], project: Project) -> list[Consumer]:
    """The consumers that run `methods`: the heirs of a consumer only where they change what the methods call."""
    found = consumers_of(cls, project)
    if not (found and found[0].cls is cls):
        return found
    own = [base for base in project.mro(cls) if isinstance(base, Class)]
    called = {
        node.func.attr
        for method in methods.values()
        for node in ast.walk(method)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and any(base.method(node.func.attr) for base in own)
    }
    heirs = project.descendants(cls) if called - set(HOOKS) else ()
    for heir in heirs:
        line = project.mro(heir)
        before = [base for base in line[: line.index(cls)] if isinstance(base, Class)] if cls in line else []
        consumer = as_consumer(heir, project)
        if consumer and any(name in base.scope.names for base in before for name in called):
            found.append(consumer)
    return found


def runs(consumer: Consumer, cls: Class, name: str, project: Project) -> bool:
    """Whether the consumer comes to run the method of `cls`: no class before it replaces the method altogether."""
    is_mixin = all(isinstance(base, Class) or (base and base.name == "builtins.object") for base in project.mro(cls))
    for base in project.mro(consumer.cls):
        if base is cls:
            return True
        if is_mixin and isinstance(base, Symbol) and base.name in library_bases():
            # Channels' own methods call no `super()`
            if name == "dispatch" or library_bases()[base.name].protocol == name.partition("_")[0]:
                return False
            continue
        method = base.method(name) if isinstance(base, Class) else None
        if method is not None and not any(
            isinstance(node, ast.Attribute) and node.attr == name for node in ast.walk(method)
        ):
            return False
    return False


def _may_swallow(method: Function, cls: Class, project: Project) -> bool:
    """A cheap look before the whole project is asked who inherits the class."""
    if len(all_arguments(method.args)) < 2:
        return False
    required = len(method.args.posonlyargs) + len(method.args.args) - len(method.args.defaults)
    if required > 2:
        return False  # Django's `dispatch(self, request, pk)`
    if method.name == "dispatch" and isinstance(method, ast.FunctionDef) and not method.decorator_list:
        return False  # Channels awaits what it returns, so no exception ever shows up inside
    within = (*cls.within, method)
    return any(_may_catch(node, cls.module, within, project) for node in ast.walk(method))


def _may_catch(node: ast.AST, module: Module, within: tuple[Function, ...], project: Project) -> bool:
    """Whether a node may stop an exception: a statement, or a call of something of the project's own."""
    match node:
        case ast.Try() | ast.With() | ast.AsyncWith():
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self"))) | ast.Call(func=ast.Attribute(attr="create_task")):
            return True
        case ast.Call(func=ast.Name() | ast.Attribute() as function, args=[_, *_] | [ast.Starred()]):
            symbol = project.resolve(function, module, within)
            return symbol is not None and (symbol.definition is not None or symbol.name.startswith("asyncio."))
    return is_try_star(node)


# Wrappers ------------------------------------------------------------------------------------------------------------


def _wrappers(cls: Class, project: Project) -> Iterator[Root]:
    """What decorators and assignments in and around a class put around its methods."""
    hooked = any(isinstance(base, Class) and base.method("__init_subclass__") for base in project.mro(cls)[1:])
    whole = bool(cls.node.decorator_list) or hooked
    names = [name for name in HOOKS if whole or _is_made_of_something(cls, name)]
    for consumer in consumers_of(cls, project) if names else ():
        interpreter = ask(Root(consumer, cls, _NOTHING, ""), project, STOP, Mends(), "")
        assigned = _assigned_by_class(interpreter, cls) if whole else State()
        for name in names:
            for value in _values(cls, name, consumer, interpreter, assigned):
                for message_type in _messages(name, consumer) if isinstance(value, Routine) else ():
                    assert isinstance(value, Routine)
                    yield Root(consumer, cls, value.node, message_type, Kind.WRAPPER, value)


def _assigned_by_class(interpreter: Interpreter, cls: Class) -> State:
    # asked of every class below a base with such a hook, most of which do something else, at length
    brief = replace(interpreter, limit=MAX_STEPS_OF_HOOKS)
    try:
        return brief.members.assigned_by_class(cls)
    except UndecidableError:
        return State()


def _is_made_of_something(cls: Class, name: str) -> bool:
    method = cls.method(name)
    return bool(method.decorator_list) if method else name in cls.scope.names


def _values(cls: Class, name: str, consumer: Consumer, interpreter: Interpreter, assigned: State) -> Iterator[Value]:
    """What the name stands for, given a method that raises; the method itself is a root of its own."""
    members = interpreter.members
    method = hook(cls, name)
    is_async = isinstance(method, ast.AsyncFunctionDef) if method else name == "dispatch" or not consumer.sync
    source = Source(is_async=is_async)
    try:
        bindings = cls.scope.names.get(name, ())
        expression = bindings[-1].value if bindings else None
        if isinstance(expression, ast.expr):
            yield members.expression(expression, cls, {name: source} if method else {})
        elif method is not None and method.decorator_list:
            yield members.decorated(source, method.decorator_list, cls.module, cls.within, cls)
    except UndecidableError:
        return
    value = assigned.member(cls, name)
    if value is not None:
        yield value


def _patches(module: Module, project: Project) -> Iterator[Root]:
    """What is put around the methods of consumers once their classes exist."""
    for body, within in _patching(module):
        for consumer in _named_consumers(body, module, within, project):
            interpreter = ask(Root(consumer, consumer.cls, _NOTHING, ""), project, STOP, Mends(), "")
            try:
                state = interpreter.members.assigned_by(body, module, within)
            except UndecidableError:
                continue
            for name in HOOKS:
                value = state.member(consumer.cls, name)
                if isinstance(value, Routine):
                    for message_type in _messages(name, consumer):
                        yield Root(consumer, consumer.cls, value.node, message_type, Kind.WRAPPER, value)


def _patching(module: Module) -> Iterator[tuple[list[ast.stmt], tuple[Function, ...]]]:
    """The statements of a module and of its functions that may assign to a method of a class."""
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    if "setattr" in module.text or any(f".{name} =" in module.text for name in HOOKS):
        yield [statement for statement in module.tree.body if not isinstance(statement, definitions)], ()
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef) and any(_assigns_hook(inner) for inner in ast.walk(node)):
                yield node.body, (node,)


def _assigns_hook(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=name, ctx=ast.Store()):
            return name in HOOKS
        case ast.Call(func=ast.Name(id="setattr")):
            return True
    return False


def _named_consumers(
    body: Iterable[ast.stmt], module: Module, within: tuple[Function, ...], project: Project
) -> list[Consumer]:
    """The consumer classes of the project that statements name."""
    found: dict[Class, Consumer] = {}
    for statement in body:
        for node in ast.walk(statement):
            symbol = project.resolve(node, module, within) if isinstance(node, ast.Name | ast.Attribute) else None
            if symbol is not None and isinstance(symbol.definition, Class):
                consumer = as_consumer(symbol.definition, project)
                if consumer and consumer.protocols:
                    found[symbol.definition] = consumer
    return list(found.values())


_NOTHING = ast.FunctionDef("", ast.arguments([], [], None, [], [], None, []), [], [])
