"""What was decided for the steps of a function, and for what stands around them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.nodes import all_nodes
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step, Way


@dataclass(frozen=True)
class Chosen:
    """A step, and the way in which the coroutine function does it."""

    step: Step
    way: Way

    @property
    def ends_at_once(self) -> bool:
        """Whether it is slow, and ends when the task is cancelled."""
        return self.step.slow and self.way.cancellable


@dataclass(frozen=True)
class Change:
    """A change beside the steps; or the reason why there is none that would do."""

    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    doubts: tuple[str, ...] = ()
    reason: str = ""


def inside(run: Sequence[ast.AST], chosen: Sequence[Chosen]) -> list[Chosen]:
    """The steps that stand in some nodes."""
    nodes = {id(inner) for one in run for inner in all_nodes(one)}
    return [one for one in chosen if id(one.step.node) in nodes]


def enclosing(node: ast.AST, body: Body) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Yield what stands around a node, from the inside out, each with the part of it that the node is in."""
    inner = node
    for outer in body.around(node):
        yield outer, inner
        inner = outer
