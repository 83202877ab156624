"""What may become of a resource, and the places and exits at which that is asked."""

from __future__ import annotations

import ast
import enum
from dataclasses import dataclass


class State(enum.Enum):
    """What may have become of a resource."""

    UNBOUND = enum.auto()
    """Its name has no value yet."""
    EMPTY = enum.auto()
    """Its name stands for None."""
    OTHER = enum.auto()
    """Its name stands for something else."""
    HELD = enum.auto()
    DONE = enum.auto()
    """It was released."""


States = frozenset[State]
NEVER: States = frozenset()
HOLDING: States = frozenset({State.HELD})


class LostError(Exception):
    """It cannot be said what becomes of the resource: its name gets another meaning while it is held."""


@dataclass
class Point:
    """A place where a cancellation may arrive; `inside` are the try statements whose body it is in, outermost first.

    A `finally` covers more than the body: `under` are the try statements whose `finally` comes next.
    """

    inside: tuple[ast.Try, ...]
    under: tuple[ast.Try, ...]
    states: States


@dataclass
class Ends:
    """With what a block is left, and how."""

    normal: States = NEVER
    returns: States = NEVER
    breaks: States = NEVER
    continues: States = NEVER

    def join(self, other: Ends) -> None:
        """Take over the exits of `other`, but not its end."""
        self.returns |= other.returns
        self.breaks |= other.breaks
        self.continues |= other.continues
