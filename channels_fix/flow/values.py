"""What an expression can be, as far as the interpreter knows."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from channels_fix.bindings import Function
from channels_fix.flow.thrown import Thrown
from channels_fix.module import Class, Module
from channels_fix.resolution import Symbol

if TYPE_CHECKING:
    from channels_fix.flow.states import Stop


@dataclass(frozen=True)
class Value:
    """Something that an expression can be; this base class itself means: unknown."""


UNKNOWN = Value()


@dataclass(frozen=True)
class Constant(Value):
    """A constant of the program."""

    value: object


@dataclass(frozen=True)
class Instance(Value):
    """An exception object."""

    thrown: Thrown


@dataclass(frozen=True)
class TypeOf(Value):
    """The class of an exception object."""

    thrown: Thrown


@dataclass(frozen=True)
class Named(Value):
    """A class, function, module or constant, by its name."""

    symbol: Symbol

    @property
    def cls(self) -> Class | None:
        """The class of the project that it names, if it names one."""
        return self.symbol.definition if isinstance(self.symbol.definition, Class) else None


@dataclass(frozen=True)
class Namespace(Value):
    """The attributes of a class, as `vars` gives them; with the `inherited` ones as `dir` does."""

    cls: Class
    inherited: bool = False


@dataclass(frozen=True)
class Many(Value):
    """A tuple, list or set display."""

    items: tuple[Value, ...]


@dataclass(frozen=True)
class Tagged(Value):
    """A value that only the rule's domain understands, such as the message that is being handled."""

    tag: str


@dataclass(frozen=True)
class Object(Value):
    """An instance of a class of the project."""

    cls: Class


@dataclass(frozen=True)
class Super(Value):
    """What `super()` gives inside a method of `cls` that runs for an instance of `receiver`."""

    cls: Class
    receiver: Class


@dataclass(frozen=True)
class Method(Value):
    """A bound method of a value."""

    owner: Value
    name: str


@dataclass(frozen=True)
class Source(Value):
    """A callable that raises the exception in question; an asynchronous one raises when its coroutine is awaited."""

    is_async: bool


@dataclass(frozen=True)
class Routine(Value):
    """A function of the project, with the arguments it is already bound to."""

    node: Function
    module: Module
    within: tuple[Function, ...] = ()
    cls: Class | None = None
    bound: tuple[Value, ...] = ()
    is_async: bool = False
    closure: tuple[tuple[str, Value], ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    """The keyword arguments among those that it is bound to."""


@dataclass(frozen=True)
class Pending(Value):
    """A coroutine that has not been awaited yet."""

    action: Source | Routine
    arguments: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class Task(Value):
    """An asyncio task that has come to its end.

    `thrown` is what it failed with, and `stop` the place that keeps it until somebody asks the task for its result.
    """

    result: Value
    thrown: Thrown | None = None
    stop: Stop | None = None


@dataclass(frozen=True)
class Gathered(Value):
    """What `asyncio.gather` gives; `returned` says whether it returns the exceptions."""

    items: tuple[Value, ...]
    returned: bool


@dataclass(frozen=True)
class Waited(Value):
    """What `asyncio.wait` gives."""

    items: tuple[Value, ...]


@dataclass(frozen=True)
class Suppressor(Value):
    """A `contextlib.suppress`."""

    classes: tuple[Value, ...]


@dataclass(frozen=True)
class ManagerFactory(Value):
    """A generator function that `contextlib.contextmanager` or its asynchronous twin has decorated."""

    routine: Routine


@dataclass(frozen=True)
class Managed(Value):
    """The context manager that a call of a `ManagerFactory` gives."""

    action: Pending


@dataclass(frozen=True)
class ExitStack(Value):
    """A `contextlib.ExitStack` or its asynchronous twin, made at `node`."""

    node: ast.expr


@dataclass(frozen=True)
class TaskGroup(Value):
    """An `asyncio.TaskGroup`, made at `node`."""

    node: ast.expr


@dataclass(frozen=True)
class Identity(Value):
    """A decorator that gives back what it is given."""


MAX_PARTS = 50
MAX_TEXT = 1_000


def is_small(value: Value) -> bool:
    """Whether a value has few parts; in a loop, `x = (x, x)` would double them with each turn."""
    parts: list[Value] = [value]
    for part in parts:
        match part:
            case Many(items=items):
                parts += items
            case Routine(bound=bound, closure=closure, keywords=keywords):
                parts += [*bound, *(enclosed for _, enclosed in (*closure, *keywords))]
            case Pending(action=action, arguments=arguments, keywords=keywords):
                parts += [action, *arguments, *(given for _, given in keywords)]
            case Gathered(items=items) | Waited(items=items) | Suppressor(classes=items):
                parts += items
            case Task(result=result):
                parts.append(result)
            case ManagerFactory(routine=inner) | Managed(action=inner):
                parts.append(inner)
            case Constant(value=str() | bytes() as text) if len(text) > MAX_TEXT:
                return False
        if len(parts) > MAX_PARTS:
            return False
    return True
