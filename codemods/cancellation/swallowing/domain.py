"""What the exception-flow analysis has to know of a cancellation: it comes up at an await, from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.flow.states import Frame
from channels_fix.flow.thrown import Thrown, builtin_ancestors
from channels_fix.flow.values import Named, TypeOf, Value
from channels_fix.resolution import Symbol
from codemods.cancelled import CANCELLED

TRIO_CANCELLED = Thrown("trio.Cancelled", builtin_ancestors("BaseException") | {"trio.Cancelled"})
"""What trio raises in place of it; no other class catches both but `BaseException`."""

ANYIO_CLASS = "anyio.get_cancelled_exc_class"


@dataclass(frozen=True)
class CancelDomain:
    """Answers for a function that is cancelled: nothing that it calls is a source of the exception."""

    @property
    def sources(self) -> frozenset[str]:
        """No attribute gives a source."""
        return frozenset()

    def attribute(self, owner: Value, name: str, frame: Frame) -> Value | None:
        """Nothing is known beyond Python."""
        del owner, name, frame
        return None

    def item(self, owner: Value, key: Value) -> Value | None:
        """Nothing is known beyond Python."""
        del owner, key
        return None

    def call(self, function: Value, arguments: Sequence[Value]) -> Value | None:
        """What anyio calls the class of a cancellation."""
        match function:
            case Named(symbol=Symbol(name=name)) if name == ANYIO_CLASS and not arguments:
                return TypeOf(CANCELLED)
        return None
