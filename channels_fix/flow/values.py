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
    inside: Thrown | None = None
    """For an exception group the exception that it holds."""

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


def group_of(thrown: Thrown) -> Thrown:
    """The exception group with `thrown` in it."""
    return Thrown("builtins.ExceptionGroup", GROUP_CLASSES, inside=thrown)


GROUP_CLASSES = frozenset(
    f"builtins.{n}" for n in ("ExceptionGroup", "BaseExceptionGroup", "Exception", "BaseException")
)
"""Spelled out: Python 3.10 does not have them."""


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


@dataclass(frozen=True)
class Frame:
    """A function that is being followed.

    `within` holds the functions around its body, itself the last; `cls` is the class it is a method of, `receiver` the
    class of its `self`; `depth` counts the calls between the function in question and this one. A generator that
    manages a context gets to know by `body` how the block came to its end.
    """

    node: Function
    module: Module
    within: tuple[Function, ...]
    cls: Class | None
    receiver: Class | None
    depth: int = 0
    body: Outcome | None = field(default=None, compare=False)
    eager: bool = False
    """Whether every call in it is followed, not only those that may let the exception through."""


class How(enum.Enum):
    """By what an exception was stopped."""

    HANDLER = "handler"
    FINALLY = "finally"
    SUPPRESS = "suppress"
    EXIT = "exit"
    """The `__exit__` of a context manager returned something true."""
    GATHER = "gather"
    """`asyncio.gather` returned it as a result."""
    TASK = "task"
    """It stayed in a task that nobody asked for its result."""
    GROUP = "group"
    """It was put into an exception group."""


@dataclass(frozen=True)
class Stop:
    """A place in the function of `frame` where an exception stopped.

    `node` is the statement that stopped it, `handler` the clause that caught it, `exit` the statement that left the
    clause (None: it ran off its end).
    """

    how: How
    thrown: Thrown
    frame: Frame
    node: ast.stmt
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
    entered: tuple[tuple[ast.expr, Value], ...] = ()
    """What was entered into exit stacks and started in task groups, by the node that made these."""
    members: tuple[tuple[Class, str, Value], ...] = ()
    """What was assigned to attributes of classes, the latest last."""
    stops: tuple[Stop, ...] = ()
    after: tuple[ast.stmt, ...] = ()
    """Simple statements that ran after the first stop, outside of its handler, in whatever function."""
    certain: bool = True
    """False once the path took a turn that could not be decided from what is known."""

    def bind(self, name: str, value: Value) -> State:
        """The state with `name` set to `value`, as far as that can be kept in mind."""
        return replace(self, variables={**self.variables, name: value if _is_small(value) else UNKNOWN})

    def stopped(self, stop: Stop) -> State:
        """The state after an exception stopped there; to stop again at the same place is nothing new."""
        return self if stop in self.stops else replace(self, stops=(*self.stops, stop))

    def resumed(self, stop: Stop | None) -> State:
        """The state when the exception that was kept there goes on."""
        return replace(self, stops=tuple(one for one in self.stops if one != stop))

    def member(self, cls: Class, name: str) -> Value | None:
        """What was assigned to `cls.name`, if anything."""
        return next((value for owner, key, value in reversed(self.members) if (owner, key) == (cls, name)), None)

    @property
    def key(self) -> tuple[object, ...]:
        """Tells two states apart."""
        names = frozenset(self.variables.items())
        return (names, self.handling, self.entered, self.members, self.stops, self.after, self.certain)


MAX_PARTS = 50
MAX_TEXT = 1_000


def _is_small(value: Value) -> bool:
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
