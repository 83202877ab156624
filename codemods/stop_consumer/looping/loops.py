"""Tells whether a loop waits for others: for another message, for somebody outside, or for ever."""

from __future__ import annotations

import ast

from channels_fix.nodes import own_nodes
from codemods.stop_consumer.looping.inline import MAX_DEPTH, Inline, Loop, Place, reached
from codemods.stop_consumer.looping.streams import Streams
from codemods.stop_consumer.looping.turns import Turn


class Judge:
    """Judges the loops of one function.

    Args:
        inline: What the consumer runs.
        place: The function.
        depth: How many generators were followed on the way to the function.
    """

    def __init__(self, inline: Inline, place: Place, depth: int = 0) -> None:
        self.inline = inline
        self.place = place
        self.depth = depth
        self.facts = inline.facts
        self.streams = Streams(inline, place, self.is_endless_generator)

    def is_endless(self, loop: Loop, *, yields: bool = False) -> bool:
        """Whether the loop waits, and only others decide on its end.

        Args:
            loop: The loop.
            yields: Whether giving a value to the caller of a generator counts as waiting.
        """
        turn = Turn(self, loop)
        if isinstance(loop, ast.While):
            entered = turn.is_outside(loop.test, value=False) or _is_true(loop.test)
        else:
            entered = self.streams.is_stream(loop.iter) and (isinstance(loop, ast.For) or turn.passes_on or yields)
        return (
            entered
            and (turn.waits or (yields and turn.yields))
            and not turn.gives_up
            and all(any(turn.is_outside_guard(guard) for guard in guards) for guards in turn.ways_out)
        )

    def is_endless_generator(self, place: Place) -> bool:
        """Whether a generator of the project goes on until others end it."""
        if self.depth >= MAX_DEPTH or not any(isinstance(node, ast.Yield) for node in own_nodes(place.function)):
            return False
        judge = Judge(self.inline, place, self.depth + 1)
        loops = (step.node for step in self.inline.steps(place) if not isinstance(step.node, ast.Call))
        return any(
            any(isinstance(node, ast.Yield) for node in own_nodes(loop)) and judge.is_endless(loop, yields=True)
            for loop in loops
        )

    def waits_by_itself(self, node: ast.AST) -> bool:
        """Whether a call in `node` lets time go by or waits for somebody, here or in what it runs."""
        calls = [one for one in (node, *own_nodes(node)) if isinstance(one, ast.Call)]
        targets = [target for call in calls for target in self.inline.targets(call.func, self.place)]
        return any(self._waits(call) for call in calls) or any(
            Judge(self.inline, place)._waits(call)
            for place in reached(self.inline, targets)
            for call in own_nodes(place.function)
            if isinstance(call, ast.Call)
        )

    def _waits(self, call: ast.Call) -> bool:
        return self.is_sleep(call) or self.streams.is_poll(call)

    def is_sleep(self, call: ast.Call) -> bool:
        """Whether a call lets some time go by; `sleep(0)` does not."""
        if self.inline.resolve(call.func, self.place) in self.facts["sleeps"]["functions"]:
            first = call.args[0] if call.args else None
            return not (isinstance(first, ast.Constant) and not first.value)
        return False


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and bool(node.value)
