"""A thing that a function does and that must be done in another way in a coroutine."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from channels_fix.rule import Edit, ImportedName
from codemods.routines import Routine


@dataclass(frozen=True)
class Way:
    """How a coroutine does a step."""

    edits: tuple[Edit, ...]
    """In the module of the function."""
    imports: tuple[ImportedName, ...] = ()
    cancellable: bool = False
    """Whether it ends at once when the task is cancelled."""
    doubts: tuple[str, ...] = ()
    """What a person may see to differ; a fix with a doubt is unsafe."""
    beside: tuple[Edit, ...] = ()
    """In the module of the function, but outside of it: what all functions that do the same share."""
    ends: frozenset[str] = frozenset()
    """The names of objects of the function that the edits end, also when it is cancelled."""
    raises: frozenset[str] = frozenset()
    """The packages whose errors come out of it where those of another one did."""
    hopped: tuple[Edit, ...] | None = None
    """What is left of the edits where a thread does what is around it, too; None if it always goes by itself."""


@dataclass(frozen=True)
class Step:
    """Something in the body of a function that blocks, or that the event loop's thread must not do.

    Attributes:
        node: The expression, or the statement.
        name: What a person calls it, such as `requests.get`.
        slow: Whether it waits for what is outside of the process: a network, another process, the clock, a lock.
        native: The way that awaits it.
        thread: The way that lets a thread do it.
        reason: Why it has not both ways.
        writes: Whether it changes rows of the database, or something else that outlasts the request.
        waits: Whether it waits for another machine as well, but most often not for long: no view is converted for it.
        unsure: Whether it is not known what it does, so that it may write.
        callee: The function of the project that it calls: the ways depend on what becomes of that.
        others: Further functions that it may call as well, such as overrides of a method.
        covers: Nodes inside of it that are no steps of their own.
    """

    node: ast.expr | ast.stmt
    name: str
    slow: bool = False
    native: Way | None = None
    thread: Way | None = None
    reason: str = ""
    writes: bool = False
    waits: bool = False
    unsure: bool = False
    callee: Routine | None = None
    others: tuple[Routine, ...] = ()
    covers: frozenset[ast.AST] = frozenset()

    @property
    def callees(self) -> tuple[Routine, ...]:
        """All functions of the project that it may call."""
        return (self.callee, *self.others) if self.callee else ()
