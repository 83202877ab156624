"""One turn of a loop: what it waits for, how it is left, and who decides on that."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from channels_fix.nodes import own_nodes
from codemods.stop_consumer.looping.attributes import Attributes
from codemods.stop_consumer.looping.exits import Guard, exits
from codemods.stop_consumer.looping.inline import Loop

if TYPE_CHECKING:
    from codemods.stop_consumer.looping.loops import Judge


class Turn:
    """What is known of one loop.

    Args:
        judge: The judge of the function around it.
        loop: The loop.
    """

    def __init__(self, judge: Judge, loop: Loop) -> None:
        self.judge = judge
        self.loop = loop
        self.nodes = [node for part in self._repeated for node in (part, *own_nodes(part))]
        self._attributes = Attributes(judge.inline, judge.place)
        self._judging: set[str] = set()
        self.calls = [node for node in self.nodes if isinstance(node, ast.Call)]

    @property
    def _repeated(self) -> list[ast.AST]:
        head: list[ast.AST] = [self.loop.test] if isinstance(self.loop, ast.While) else []
        return [*head, *self.loop.body]

    @cached_property
    def waits(self) -> bool:
        """Whether a turn of the loop waits for anything."""
        waiting = ast.Await | ast.AsyncFor | ast.AsyncWith
        return (
            isinstance(self.loop, ast.AsyncFor)
            or any(isinstance(node, waiting) for node in self.nodes)
            or (isinstance(self.loop, ast.For) and self.judge.streams.is_stream(self.loop.iter))
            or any(self.judge.waits_by_itself(part) for part in self._repeated)
        )

    @cached_property
    def yields(self) -> bool:
        """Whether a turn of the loop gives its caller something."""
        return any(isinstance(node, ast.Yield) for node in self.nodes)

    @cached_property
    def passes_on(self) -> bool:
        """Whether what a turn gets is passed on."""
        receiver = self.judge.place.receiver
        return any(
            isinstance(call.func, ast.Attribute)
            and (call.func.attr.startswith("send") or getattr(call.func.value, "id", None) == receiver != "")
            for call in self.calls
        ) or any(isinstance(node, ast.Await) for node in self.nodes)

    @cached_property
    def sleeps(self) -> bool:
        """Whether a turn lets some time go by before the next."""
        return any(self.judge.is_sleep(call) for call in self.calls)

    @cached_property
    def gives_up(self) -> bool:
        """Whether a timeout or an exhausted iterator, which nothing in the loop catches, ends it."""
        caught = {
            inner
            for node in self.nodes
            if isinstance(node, ast.Try) and node.handlers
            for part in node.body
            for inner in ast.walk(part)
        }
        inline, place = self.judge.inline, self.judge.place
        nexts = self.judge.facts["finite"]["functions"]
        return any(
            call not in caught
            and (inline.is_timeout(call, place) or (inline.resolve(call.func, place) in nexts and len(call.args) == 1))
            for call in self.calls
        )

    @cached_property
    def ways_out(self) -> list[tuple[Guard, ...]]:
        """For each statement that leaves the loop the conditions on the way to it."""
        return list(exits(self.loop.body, (), inner=False))

    # Who decides -----------------------------------------------------------------------------------------------------

    def is_outside_guard(self, guard: Guard) -> bool:
        """Whether only others bring a condition about."""
        if isinstance(guard.node, ast.ExceptHandler):
            return self._is_failure(guard.node)
        return self.is_outside(guard.node, value=guard.value)

    def _is_failure(self, handler: ast.ExceptHandler) -> bool:
        """Whether a clause is for failures, not for the regular end of something."""
        nexts = {*self.judge.facts["finite"]["methods"], "next", "anext"}
        around = next(node for node in self.nodes if isinstance(node, ast.Try) and handler in node.handlers)
        inside = [node for part in around.body for node in ast.walk(part) if isinstance(node, ast.Call)]
        if any(_called(call) in nexts or self.judge.inline.is_timeout(call, self.judge.place) for call in inside):
            return False
        if not any(isinstance(node, ast.Await) for part in around.body for node in ast.walk(part)) and not any(
            self.judge.waits_by_itself(part) for part in around.body
        ):
            return False  # what it catches is an answer of the program's own, such as that of `int(text)`
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type] if handler.type else []
        known = self.judge.facts["failures"]["classes"]
        return all(self.judge.inline.resolve(kind, self.judge.place) in known for kind in kinds)

    def is_outside(self, node: ast.expr, *, value: bool) -> bool:
        """Whether only others decide that the expression gets the truth value `value`."""
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.is_outside(operand, value=not value)
            case ast.BoolOp(op=op, values=values):
                constant = [one for one in values if not isinstance(one, ast.Constant)]
                answers = [self.is_outside(one, value=value) for one in constant]
                needs_all = isinstance(op, ast.And) == value
                return any(answers) if needs_all else bool(answers) and all(answers)
        answers = list(self._sources(node))
        return bool(answers) and all(answers)

    def _sources(self, node: ast.AST) -> Iterator[bool]:
        """For each part of an expression that may differ from turn to turn: whether it comes from others."""
        judge = self.judge
        match node:
            case ast.Await(value=ast.Call() as call):
                yield self._is_outside_call(call)
            case ast.Call():
                yield self._is_outside_call(node)
            case ast.NamedExpr(value=value):
                yield from self._sources(value)
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == judge.place.receiver:
                yield self._attributes.is_outside(attribute, self.nodes)
            case ast.Attribute(value=ast.Attribute(value=ast.Name(id=name), attr=attribute)) if (
                name == judge.place.receiver and self._is_worked_on(attribute)
            ):
                yield False
            case ast.Name(id=name):
                yield from self._name_sources(name)
            case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                yield False
            case _:
                for child in ast.iter_child_nodes(node):
                    yield from self._sources(child)

    def _is_outside_call(self, call: ast.Call) -> bool:
        judge, name = self.judge, _called(call)
        if judge.streams.is_poll(call):
            return not self._varies(call.args)
        if name in judge.facts["clocks"]["names"] or name in judge.facts["finite"]["methods"]:
            return False
        if judge.inline.resolve(call.func, judge.place) in judge.facts["timeouts"]["functions"]:
            return bool(call.args) and all(self._sources(call.args[0]))
        arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
        if judge.inline.resolve(call.func, judge.place).startswith("builtins."):
            answers = [answer for argument in arguments for answer in self._sources(argument)]
            return bool(answers) and all(answers)
        receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
        if isinstance(receiver, ast.Attribute) and name == "is_set" and self._is_own(receiver.value):
            return self._attributes.is_outside(receiver.attr, self.nodes)
        if isinstance(receiver, ast.Name) and receiver.id in self._assigned:
            return all(self._sources(receiver))  # `text.strip()` of what was read
        if any(judge.waits_by_itself(target.function) for target in judge.inline.targets(call.func, judge.place)):
            return True
        return self.sleeps and not self._is_changed_here(call) and not self._varies([*arguments, receiver])

    def _is_own(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id == self.judge.place.receiver

    def _is_worked_on(self, attribute: str) -> bool:
        """Whether a turn calls a method of what an attribute of the consumer holds, which may change it."""
        return any(
            isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Attribute)
            and call.func.value.attr == attribute
            and self._is_own(call.func.value.value)
            for call in self.calls
        )

    def _varies(self, asked: Iterable[ast.AST | None]) -> bool:
        """Whether each turn asks for something else, as one does who goes through pages: that comes to an end."""
        inner = [node for one in asked if one is not None for node in ast.walk(one)]
        stored = {
            node.attr for node in self.nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        }
        return any(
            (isinstance(node, ast.Name) and node.id in self._assigned)
            or (isinstance(node, ast.Attribute) and self._is_own(node.value) and node.attr in stored)
            for node in inner
        )

    def _is_changed_here(self, call: ast.Call) -> bool:
        """Whether a turn changes what the call asks: `queue.empty()` while the loop empties the queue."""
        if not isinstance(call.func, ast.Attribute):
            return False
        asked = ast.dump(call.func.value)
        return any(
            other is not call
            and isinstance(other.func, ast.Attribute)
            and ast.dump(other.func.value) == asked
            and not self._is_own(other.func.value)
            and other.func.attr != call.func.attr
            for other in self.calls
        )

    @cached_property
    def _assigned(self) -> dict[str, list[ast.expr | None]]:
        """What each turn gives the names; None where that is not an expression."""
        found: dict[str, list[ast.expr | None]] = {}
        if isinstance(self.loop, ast.For | ast.AsyncFor):
            for node in ast.walk(self.loop.target):
                if isinstance(node, ast.Name):
                    found[node.id] = [self.loop.iter]
        for node in self.nodes:
            match node:
                case ast.Assign(targets=targets, value=value):
                    for inner in (one for target in targets for one in ast.walk(target)):
                        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                            found.setdefault(inner.id, []).append(value)
                case (
                    ast.AnnAssign(target=ast.Name(id=name), value=value)
                    | ast.NamedExpr(target=ast.Name(id=name), value=value)
                ):
                    found.setdefault(name, []).append(value)
                case ast.AugAssign(target=ast.Name(id=name)):
                    found.setdefault(name, []).append(None)
                case ast.For(target=target) | ast.AsyncFor(target=target):
                    for inner in ast.walk(target):
                        if isinstance(inner, ast.Name):
                            found.setdefault(inner.id, []).append(None)
        return found

    def _name_sources(self, name: str) -> Iterator[bool]:
        values = self._assigned.get(name)
        if values is None:
            if name in self.judge.inline.project.function_scope(self.judge.place.function).names:
                yield from self._unchanged(name)
            return
        if isinstance(self.loop, ast.For | ast.AsyncFor) and values == [self.loop.iter]:
            yield True
            return
        if name in self._judging:
            yield False  # the next value is made from the last one
            return
        self._judging.add(name)
        for value in values:
            answers = [False] if value is None else list(self._sources(value))
            yield bool(answers) and all(answers)
        self._judging.remove(name)

    def _unchanged(self, name: str) -> Iterator[bool]:
        """A name that no turn sets: it tells nothing, unless what it holds may change."""
        for node in self.nodes:
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=used))) if used == name:
                    yield False
                    return
                case ast.Subscript(value=ast.Name(id=used), ctx=ast.Store() | ast.Del()) if used == name:
                    yield False
                    return


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
