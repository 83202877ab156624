"""Tells whether a loop waits for others: for what only another message could change, for somebody outside, or for ever."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from channels_fix.module import Class
from codemods.stop_consumer.inline import MAX_DEPTH, Inline, Loop, Place, own_nodes
from codemods.stop_consumer.streams import Streams

MUTATORS = frozenset({"add", "append", "clear", "discard", "extend", "insert", "put", "put_nowait", "remove", "set", "update"})
"""Methods by which what an attribute holds is changed."""


@dataclass(frozen=True)
class Guard:
    """A condition under which an exit is reached: a test and its value, or an except clause."""

    node: ast.expr | ast.ExceptHandler
    value: bool = True


class Judge:
    """Judges the loops of one function.

    Args:
        inline: What the consumer runs.
        place: The function.
        handlers: The methods that other messages run, or that only messages run.
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
        around = _Around(self, loop)
        if isinstance(loop, ast.While):
            entered = around.is_outside(loop.test, value=False) or _is_true(loop.test)
        else:
            entered = self.streams.is_stream(loop.iter) and (isinstance(loop, ast.For) or around.passes_on or yields)
        return (
            entered
            and (around.waits or (yields and around.yields))
            and not around.gives_up
            and all(any(around.is_outside_guard(guard) for guard in guards) for guards in around.exits)
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

    def waits_by_itself(self, node: ast.AST, depth: int = 0) -> bool:
        """Whether a call in `node` lets time go by or waits for somebody, here or in what it runs."""
        for call in (one for one in (node, *own_nodes(node)) if isinstance(one, ast.Call)):
            if self.is_sleep(call) or self.streams.is_poll(call):
                return True
            if depth < MAX_DEPTH and any(
                Judge(self.inline, target, self.depth).waits_by_itself(target.function, depth + 1)
                for target in self.inline.targets(call.func, self.place)
            ):
                return True
        return False

    def is_sleep(self, call: ast.Call) -> bool:
        """Whether a call lets some time go by; `sleep(0)` does not."""
        if self.inline.resolve(call.func, self.place) in self.facts["sleeps"]["functions"]:
            first = call.args[0] if call.args else None
            return not (isinstance(first, ast.Constant) and not first.value)
        return False


class _Around:
    """What is known of one loop.

    Args:
        judge: The judge of the function around it.
        loop: The loop.
    """

    def __init__(self, judge: Judge, loop: Loop) -> None:
        self.judge = judge
        self.loop = loop
        self.nodes = [node for part in self._repeated for node in (part, *own_nodes(part))]
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
    def exits(self) -> list[tuple[Guard, ...]]:
        """For each statement that leaves the loop the conditions on the way to it."""
        return list(_exits(self.loop.body, (), inner=False))

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
                yield self._is_outside_attribute(attribute)
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
            return True
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
            return self._is_outside_attribute(receiver.attr)
        if isinstance(receiver, ast.Name) and receiver.id in self._assigned:
            return all(self._sources(receiver))  # `text.strip()` of what was read
        if any(judge.waits_by_itself(target.function) for target in judge.inline.targets(call.func, judge.place)):
            return True
        return self.sleeps and not self._is_changed_here(call)

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
                case ast.AnnAssign(target=ast.Name(id=name), value=value) | ast.NamedExpr(
                    target=ast.Name(id=name), value=value
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
        del self._assigned[name]  # a value that refers to itself is judged by its other parts
        for value in values:
            answers = [False] if value is None else list(self._sources(value))
            yield bool(answers) and all(answers)
        self._assigned[name] = values

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

    # Attributes ------------------------------------------------------------------------------------------------------

    def _is_outside_attribute(self, name: str) -> bool:
        """Whether nothing but a message changes an attribute of the consumer, and no turn of the loop."""
        inline = self.judge.inline
        if any(_changes(node, name, self.judge.place.receiver) for node in self.nodes):
            return False
        if any(self._is_own(argument) for call in self.calls for argument in call.args):
            return False  # whoever gets the consumer may change it
        line = inline.project.mro(inline.consumer.cls)
        run_by_loop = {
            place.function for call in self.calls for place in _reached(inline, inline.targets(call.func, self.judge.place))
        }
        setters = [
            method
            for cls in line
            if isinstance(cls, Class)
            for key in cls.scope.names
            if (method := cls.method(key)) is not None
            and key != "__init__"
            and any(_changes(node, name, _receiver(method)) for node in ast.walk(method))
        ]
        nested = [
            inner
            for method in setters
            for inner in ast.walk(method)
            if inner is not method
            and isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            and any(_changes(node, name, _receiver(method)) for node in ast.walk(inner))
        ]
        if nested or run_by_loop & set(setters):
            return False
        if not setters:
            return self._is_flag(name, line)
        return set(setters) <= self._run_by_messages

    def _is_flag(self, name: str, line: Sequence[object]) -> bool:
        """Whether an attribute that nothing changes is known at all: set in `__init__` or in the class."""
        for cls in line:
            if isinstance(cls, Class):
                start = cls.method("__init__")
                if name in cls.scope.names or (
                    start is not None and any(_changes(node, name, _receiver(start)) for node in ast.walk(start))
                ):
                    return None not in line
        return False

    @cached_property
    def _run_by_messages(self) -> frozenset[ast.AST]:
        """The functions that messages run, and wait for."""
        inline = self.judge.inline
        starts = [place for entry in inline.entries(layer_handlers(inline)) for place in entry]
        starts += [place for name in inline.facts["handlers"]["ending"] for place in inline.method(name)]
        return frozenset(place.function for place in _reached(inline, starts))


def layer_handlers(inline: Inline) -> list[str]:
    """The methods that get messages of the channel layer, as far as the files of the consumer's classes name their types."""
    found = []
    for cls in inline.project.mro(inline.consumer.cls):
        if not isinstance(cls, Class):
            continue
        types = {
            value.value.replace(".", "_")
            for node in ast.walk(cls.module.tree)
            if isinstance(node, ast.Dict)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant) and key.value == "type"
            if isinstance(value, ast.Constant) and isinstance(value.value, str)
        }
        for name in cls.scope.names:
            method = cls.method(name)
            known = inline.facts["handlers"]
            if name in types and method and len(method.args.args) == 2 and not name.startswith(("websocket_", "http_", "_")):
                if name not in known["calls"].values() and name not in found and name not in known["ending"]:
                    found.append(name)
    return found


def _reached(inline: Inline, starts: Sequence[Place]) -> list[Place]:
    """The functions of the project that run in `starts`, these among them."""
    found = list(starts)
    seen = {place.function for place in found}
    for place in found:
        for step in inline.steps(place):
            new = [target for target in step.targets if target.function not in seen]
            found += new
            seen |= {target.function for target in new}
    return found


def _receiver(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    positional = [*function.args.posonlyargs, *function.args.args]
    return positional[0].arg if positional else ""


def _changes(node: ast.AST, name: str, receiver: str) -> bool:
    """Whether a node gives the attribute `name` another value, or changes the one it has."""
    match node:
        case ast.Attribute(value=ast.Name(id=owner), attr=attribute, ctx=ast.Store() | ast.Del()):
            return owner == receiver and attribute == name
        case ast.Call(func=ast.Attribute(value=ast.Attribute(value=ast.Name(id=owner), attr=attribute), attr=method)):
            return owner == receiver and attribute == name and (method in MUTATORS or method.startswith(("pop", "get")))
    return False


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and bool(node.value)


def _exits(body: Sequence[ast.stmt], guards: tuple[Guard, ...], *, inner: bool) -> Iterator[tuple[Guard, ...]]:
    """Yield the conditions on the way to each statement that leaves the loop; `inner`: inside of another loop in it."""
    for statement in body:
        match statement:
            case ast.Return() | ast.Raise():
                yield guards
            case ast.Break() if not inner:
                yield guards
            case ast.If(test=test):
                yield from _exits(statement.body, (*guards, Guard(test)), inner=inner)
                yield from _exits(statement.orelse, (*guards, Guard(test, value=False)), inner=inner)
                leaves = statement.body and isinstance(statement.body[-1], ast.Continue) and not statement.orelse
                if leaves and not inner:
                    guards = (*guards, Guard(test, value=False))
            case ast.While() | ast.For() | ast.AsyncFor():
                yield from _exits(statement.body, guards, inner=True)
                yield from _exits(statement.orelse, guards, inner=inner)
            case ast.With() | ast.AsyncWith():
                yield from _exits(statement.body, guards, inner=inner)
            case ast.Try():
                yield from _exits([*statement.body, *statement.orelse], guards, inner=inner)
                for handler in statement.handlers:
                    yield from _exits(handler.body, (*guards, Guard(handler)), inner=inner)
                yield from _exits(statement.finalbody, guards, inner=inner)
            case ast.Match(subject=subject, cases=cases):
                for case in cases:
                    yield from _exits(case.body, (*guards, Guard(subject)), inner=inner)
