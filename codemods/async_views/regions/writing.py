"""Finds the statements with writes of which a cancellation could let the first happen without the second."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from channels_fix.nodes import DEFINITIONS

MANY = 2
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True)
class Most:
    """How often some statements write at most, by where they lead; None where they never lead there."""

    falls: int | None = 0
    """Behind their end."""
    leaves: int | None = None
    """Out of them: by a return, an error, a break."""
    rounds: int | None = None
    """To the next turn of the loop around them."""

    @property
    def any(self) -> int:
        """The most on any path."""
        return max(self.falls or 0, self.leaves or 0, self.rounds or 0)

    def __or__(self, other: Most) -> Most:
        """One or the other."""
        pairs = zip((self.falls, self.leaves, self.rounds), (other.falls, other.leaves, other.rounds), strict=True)
        return Most(*(_more(one, two) for one, two in pairs))

    def __rshift__(self, other: Most) -> Most:
        """One and then the other."""
        if self.falls is None:
            return self
        then = other.plus(self.falls)
        return Most(then.falls, _more(self.leaves, then.leaves), _more(self.rounds, then.rounds))

    def plus(self, count: int) -> Most:
        """The same with so many writes more on each path."""
        return Most(
            *(None if one is None else min(one + count, MANY) for one in (self.falls, self.leaves, self.rounds))
        )


class Writing:
    """Counts the writes of a function.

    Args:
        writes: The nodes of the steps that write.
    """

    def __init__(self, writes: Collection[ast.AST]) -> None:
        self.writes = writes

    def runs(self, block: Sequence[ast.stmt]) -> Iterator[list[ast.stmt]]:
        """Yield the smallest runs of statements that hold writes which may follow one another."""
        most = [self.of([statement]) for statement in block]
        writing = [index for index, one in enumerate(most) if one.any]
        first = next((index for index in writing if most[index].falls and index != writing[-1]), None)
        if first is not None:
            yield list(block[first : writing[-1] + 1])
        for index in writing:
            if (first is None or index < first) and most[index].any >= MANY:
                yield from self._inside(block[index])

    def _inside(self, node: ast.stmt) -> Iterator[list[ast.stmt]]:
        """Yield the runs of a statement that holds such writes."""
        blocks = self._blocks(node)
        inside = [block for block in blocks if self.of(block).any]
        alone = sum(self.of(block).any for block in blocks) + self._own(node) == max(
            (self.of(block).any for block in blocks), default=0
        )
        choice = isinstance(node, ast.If | ast.Match)
        repeated = isinstance(node, ast.While | ast.For | ast.AsyncFor) and self._is_repeated(node)
        if node in self.writes or not inside or self._own(node) or repeated or not (alone or choice):
            yield [node]
            return
        for block in inside:
            yield from self.runs(block)

    @staticmethod
    def _blocks(node: ast.stmt) -> list[list[ast.stmt]]:
        own = [getattr(node, name, None) for name in ("body", "orelse", "finalbody")]
        parts = [*getattr(node, "handlers", []), *getattr(node, "cases", [])]
        return [block for block in (*own, *(part.body for part in parts)) if block]

    def of(self, block: Sequence[ast.stmt]) -> Most:
        """The most that a block writes."""
        found = Most()
        for statement in block:
            found = found >> self._statement(statement)
        return found

    def _statement(self, node: ast.stmt) -> Most:
        if node in self.writes:
            # a region of its own; where it ends does not matter to what is counted
            ends = any(isinstance(one, ast.Return) for one in ast.walk(node))
            return Most(1, 1 if ends else None)
        before = Most(self._own(node) * (MANY if isinstance(node, ast.While) else 1))
        match node:
            case ast.If():
                return before >> (self.of(node.body) | self.of(node.orelse))
            case ast.Match():
                found = Most()
                for case in node.cases:
                    found = found | self.of(case.body)
                return before >> found
            case ast.While() | ast.For() | ast.AsyncFor():
                return before >> self._loop(node)
            case ast.With() | ast.AsyncWith():
                return before >> self.of(node.body)
            case ast.Return() | ast.Raise():
                return Most(None, before.falls)
            case ast.Break():
                return Most(None, 0)
            case ast.Continue():
                return Most(None, None, 0)
        return before >> self._try(node) if hasattr(node, "handlers") else before  # type: ignore[arg-type]

    def _is_repeated(self, node: ast.While | ast.For | ast.AsyncFor) -> bool:
        turn = self.of(node.body)
        return bool(turn.falls or turn.rounds)

    def _loop(self, node: ast.While | ast.For | ast.AsyncFor) -> Most:
        turn = self.of(node.body)
        count = MANY if self._is_repeated(node) else 0
        left = None if turn.leaves is None else min(turn.leaves + count, MANY)
        return Most(max(count, left or 0), left) >> self.of(node.orelse)

    def _try(self, node: ast.Try) -> Most:
        found = self.of(node.body) >> self.of(node.orelse)
        *earlier, last = node.body
        # when the last statement fails, what it was to write is not written
        failed = self.of(node.body if hasattr(last, "body") else earlier).any
        for handler in node.handlers:
            found = found | self.of(handler.body).plus(failed)
        final = self.of(node.finalbody)
        return found.plus(final.any) if final.falls is not None else Most(None, min(found.any + final.any, MANY))

    def _own(self, node: ast.AST) -> int:
        """How often a statement writes outside of its blocks."""
        count = int(node in self.writes)
        if isinstance(node, ast.IfExp):
            one = max(self._own(node.body), self._own(node.orelse))
            return min(count + self._own(node.test) + one, MANY)
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, (ast.stmt, ast.excepthandler, ast.match_case, *DEFINITIONS)):
                count += self._own(child)
        return MANY if count and isinstance(node, COMPREHENSIONS) else min(count, MANY)


def _more(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)
