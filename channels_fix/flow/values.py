"""What the interpreter computes with: values, the state of a path and its outcomes."""

from __future__ import annotations

import ast
import builtins
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.project import Symbol


@dataclass(frozen=True)
class Thrown:
    """A class of exceptions in flight.

    `ancestors` holds the full names of the class and its bases. An `open` one may have more of them than are known.
    """

    name: str
    ancestors: frozenset[str]
    open: bool = False

    def is_a(self, name: str) -> bool | None:
        """Whether it is caught by `name`; None when that cannot be known."""
        if name in self.ancestors:
            return True
        return None if self.open else False


def builtin_ancestors(name: str) -> frozenset[str]:
    """The full names of a built-in exception class and its bases; empty when `name` is none."""
    cls = getattr(builtins, name.removeprefix("builtins."), None)
    if not (isinstance(cls, type) and issubclass(cls, BaseException)):
        return frozenset()
    return frozenset(f"builtins.{base.__name__}" for base in cls.__mro__ if base is not object)


SOME_ERROR = Thrown("<error>", frozenset({"<error>"}) | builtin_ancestors("Exception"))
"""An exception of a class that nobody names: only a handler for every `Exception` catches it."""

ANY_ERROR = Thrown("<any error>", SOME_ERROR.ancestors, open=True)
"""An exception of some class or other: whether it is a `KeyError` cannot be known."""


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


@dataclass(frozen=True)
class Pending(Value):
    """A coroutine that has not been awaited yet."""

    action: Source | Routine
    arguments: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class Frame:
    """A function that is being followed.

    `within` holds the functions around its body, itself the last; `cls` is the class it is a method of, `receiver` the
    class of its `self`; `depth` counts the calls between the function in question and this one.
    """

    node: Function
    module: Module
    within: tuple[Function, ...]
    cls: Class | None
    receiver: Class | None
    depth: int = 0


class How(enum.Enum):
    """By what an exception was stopped."""

    HANDLER = "handler"
    FINALLY = "finally"
    SUPPRESS = "suppress"


@dataclass(frozen=True)
class Stop:
    """A place in the function of `frame` where an exception stopped.

    `node` is the try or with statement, `handler` the clause that caught it, `exit` the statement that left the clause
    (None: it ran off its end).
    """

    how: How
    thrown: Thrown
    frame: Frame
    node: ast.Try | ast.With | ast.AsyncWith
    handler: ast.ExceptHandler | None
    exit: ast.stmt | None

    @property
    def place(self) -> ast.stmt | ast.ExceptHandler:
        """The node that is to blame."""
        return self.handler or self.exit or self.node


@dataclass(frozen=True)
class State:
    """What is known at one point of one path."""

    variables: Mapping[str, Value] = field(default_factory=dict)
    handling: tuple[Thrown, ...] = ()
    """The exceptions whose handlers the path is in, the innermost last."""
    stops: tuple[Stop, ...] = ()
    after: tuple[ast.stmt, ...] = ()
    """Simple statements that ran after the first stop, outside of its handler."""
    certain: bool = True
    """False once the path took a turn that could not be decided from what is known."""

    def bind(self, name: str, value: Value) -> State:
        """The state with `name` set to `value`, as far as that can be kept in mind."""
        return replace(self, variables={**self.variables, name: value if _is_small(value) else UNKNOWN})

    def stopped(self, stop: Stop) -> State:
        """The state after an exception stopped there; to stop again at the same place is nothing new."""
        return self if stop in self.stops else replace(self, stops=(*self.stops, stop))

    @property
    def key(self) -> tuple[object, ...]:
        """Tells two states apart."""
        return (frozenset(self.variables.items()), self.handling, self.stops, self.after, self.certain)


MAX_PARTS = 50
MAX_TEXT = 1_000


def _is_small(value: Value) -> bool:
    """Whether a value has few parts; in a loop, `x = (x, x)` would double them with each turn."""
    parts: list[Value] = [value]
    for part in parts:
        match part:
            case Many(items=items):
                parts += items
            case Routine(bound=bound, closure=closure):
                parts += [*bound, *(enclosed for _, enclosed in closure)]
            case Pending(action=action, arguments=arguments, keywords=keywords):
                parts += [action, *arguments, *(given for _, given in keywords)]
            case Constant(value=str() | bytes() as text) if len(text) > MAX_TEXT:
                return False
        if len(parts) > MAX_PARTS:
            return False
    return True


class Exit(enum.Enum):
    """How control leaves a statement."""

    FALL = "fall"
    RETURN = "return"
    BREAK = "break"
    CONTINUE = "continue"
    RAISE = "raise"
    NEVER = "never"
    """It does not: an endless loop."""


@dataclass(frozen=True)
class Outcome:
    """One way that control leaves a statement or a function."""

    exit: Exit
    state: State
    node: ast.stmt | None = None
    """The statement that left, if it was an explicit one."""
    thrown: Thrown | None = None
    value: Value = UNKNOWN


def distinct(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes without repetitions, in order."""
    seen: dict[tuple[object, ...], Outcome] = {}
    for outcome in outcomes:
        seen.setdefault((outcome.exit, outcome.node, outcome.thrown, outcome.value, outcome.state.key), outcome)
    return list(seen.values())
