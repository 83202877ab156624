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


def asks_only(test: ast.expr, key: str) -> bool:
    """Whether a condition is about the resource and nothing else."""
    if isinstance(test, ast.Name | ast.Attribute):
        text = ast.unparse(test)
        return text == key or text.startswith(f"{key}.")
    parts = [child for child in ast.iter_child_nodes(test) if isinstance(child, ast.expr)]
    asking = [part for part in parts if not isinstance(part, ast.Constant)]
    return bool(asking) and all(asks_only(part, key) for part in asking)


def bound_to(node: ast.AST, target: ast.expr) -> State:
    """What a name is that `node` binds."""
    match node:
        case ast.Assign(targets=targets, value=ast.Constant(value=None)) if target in targets:
            return State.EMPTY
        case ast.AnnAssign(value=ast.Constant(value=None)):
            return State.EMPTY
        case ast.AnnAssign(value=None) | ast.Delete():
            return State.UNBOUND
    return State.OTHER
