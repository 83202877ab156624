"""What is known at a point of a path, and how control leaves a statement."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from channels_fix.bindings import Function
from channels_fix.flow.thrown import Thrown
from channels_fix.flow.values import UNKNOWN, Value, is_small
from channels_fix.module import Class, Module


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
        return replace(self, variables={**self.variables, name: value if is_small(value) else UNKNOWN})

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
