"""Loops that ask again and again until somebody else is done: any of their turns may be the last."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.nodes import inner_nodes
from codemods.async_views.decision.chosen import Chosen, inside
from codemods.async_views.regions.assigned import Assigned, bound_by, bound_in
from codemods.async_views.steps.body import Body
from codemods.async_views.values.value import LAZY, MANAGERS, Kind
from codemods.facts import table
from codemods.stop_consumer.looping.exits import exits

COUNTED = frozenset({"builtins.range", "itertools.count"})
ROWS = {"save": frozenset({Kind.MODEL}), "update": LAZY | MANAGERS}
"""Methods that write to rows that are there, and what has them."""
KEYS = frozenset({"id", "pk"})

Loop = ast.While | ast.For


def turns_of_polling(run: Sequence[ast.stmt], body: Body, chosen: Sequence[Chosen]) -> str:
    """What to say of a loop that asks until somebody else is done, and of which each turn writes to the same row once.

    What such a loop leaves behind after any turn is what it leaves when that turn was the last.

    Args:
        run: Statements with writes that follow one another.
        body: The function.
        chosen: What it awaits.

    Returns:
        The doubt; nothing if the statements are something else.
    """
    loop = run[0]
    if len(run) > 1 or not (isinstance(loop, ast.While) or (isinstance(loop, ast.For) and _is_counted(loop, body))):
        return ""
    held = inside(run, chosen)
    writes = [one for one in held if one.step.writes]
    pauses = table("cleaning")["pauses"]
    questions = [one.step.node for one in held if not one.step.writes and one.step.name not in pauses]
    turns = _Turns(loop, questions, body)
    if len(writes) != 1 or not turns.is_of_one_row(writes[0].step.node) or turns.differ or not turns.are_open:
        return ""
    return (
        f"each turn of the loop of line {loop.lineno} ends with {writes[0].step.name}: "
        "there are no more turns when the client leaves"
    )


def _is_counted(loop: ast.For, body: Body) -> bool:
    return isinstance(loop.iter, ast.Call) and body.called(loop.iter) in COUNTED


class _Turns:
    """The turns of a loop, and the steps in it that ask for something."""

    def __init__(self, loop: Loop, questions: Sequence[ast.AST], body: Body) -> None:
        self.loop, self.questions, self.body = loop, questions, body
        self.nodes = list(inner_nodes(loop.body))
        self.changing = self._changing()

    def _changing(self) -> set[str]:
        """The names that stand for something else in each turn, or for something that a turn changes."""
        loops = [one for one in (self.loop, *self.nodes) if isinstance(one, ast.For)]
        counters = {name for one in loops for name in bound_by(one.target)}
        turn = Assigned(lambda _: False)
        turn.block(self.loop.body, frozenset(counters))
        found = counters | (turn.unassigned & bound_in([self.loop]))
        for node in self.nodes:
            match node:
                case ast.Attribute(ctx=ast.Store()):
                    found.add(ast.unparse(node))
                case ast.Subscript(value=ast.Name() as owner, ctx=ast.Store()):
                    found.add(owner.id)
                case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name() as owner))) if not self._is_row(owner):
                    found.add(owner.id)
                case ast.Assign(targets=targets, value=value) if self._read(value) & found:
                    found |= bound_in(targets)
        return found

    def _is_row(self, node: ast.expr) -> bool:
        return self.body.values.of(node).kind is Kind.MODEL

    def _read(self, node: ast.AST) -> set[str]:
        """The names and attributes in an expression, but for rows of which it takes the key or calls a method."""
        named = [one for one in ast.walk(node) if isinstance(one, ast.Attribute)]
        calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
        rows = [one.value for one in named if one.attr in KEYS or (one in calls and self._is_row(one.value))]
        names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and one not in rows}
        return names | {ast.unparse(one) for one in named}

    def is_of_one_row(self, node: ast.AST) -> bool:
        """Whether a step writes to the same row in each turn, or to the same ones."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            return False
        owner = node.func.value
        if self.body.values.of(owner).kind not in ROWS.get(node.func.attr, frozenset()):
            return False
        if not self._is_row(owner):
            return self._read(owner).isdisjoint(self.changing)
        bindings = [one for one in self.nodes if isinstance(one, ast.Assign) and ast.unparse(owner) in bound_in([one])]
        is_bound = ast.unparse(owner) in bound_in([self.loop])
        return isinstance(owner, ast.Name) and (
            not is_bound or [_asks_for_one(one.value) for one in bindings] == [True]
        )

    @property
    def differ(self) -> bool:
        """Whether each turn asks for something else, as one does who goes through pages."""
        return any(self._read(node) & self.changing for node in self.questions)

    @property
    def are_open(self) -> bool:
        """Whether the answers say when the loop is over."""
        names = {name for node in self.questions for name in self._refreshed(node)}
        stored = {ast.unparse(one) for one in self.nodes if _is_stored(one)}

        def tells(node: ast.AST) -> bool:
            if node in self.questions:
                return True
            if isinstance(node, ast.Attribute) and ast.unparse(node) in stored:
                return ast.unparse(node) in names
            if isinstance(node, ast.Name):
                return node.id in names
            return any(tells(child) for child in ast.iter_child_nodes(node))

        for node in self.nodes:
            if isinstance(node, ast.Assign | ast.NamedExpr) and tells(node.value):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names |= {ast.unparse(one) for target in targets for one in ast.walk(target) if _is_stored(one)}
        return any(tells(test) for test in self._tests())

    def _refreshed(self, node: ast.AST) -> set[str]:
        """The name of the row that gets new content: `job.refresh_from_db()`."""
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name() as owner)) if self._is_row(owner):
                return {owner.id}
        return set()

    def _tests(self) -> Iterator[ast.expr]:
        if isinstance(self.loop, ast.While):
            yield self.loop.test
        for guards in exits(self.loop.body, (), inner=False):
            yield from (guard.node for guard in guards if isinstance(guard.node, ast.expr))


def _asks_for_one(node: ast.expr) -> bool:
    """Whether a row is asked for of which there is one: `Job.objects.get(pk=pk)`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get"


def _is_stored(node: ast.AST) -> bool:
    return isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store)
