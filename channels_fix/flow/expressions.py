"""Follows the paths of one expression, in the order in which Python evaluates it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from channels_fix.flow import conditions
from channels_fix.flow.builtin import answer
from channels_fix.flow.calls import Calls, assigned, carries, is_read_elsewhere, lost, spread, stored
from channels_fix.flow.constants import concatenated, join
from channels_fix.flow.states import Exit, Frame, Outcome, State
from channels_fix.flow.thrown import Thrown
from channels_fix.flow.values import (
    MAX_PARTS,
    UNKNOWN,
    Constant,
    ExitStack,
    Instance,
    Many,
    Method,
    Named,
    Namespace,
    Object,
    Routine,
    Super,
    Task,
    TaskGroup,
    TypeOf,
    Value,
)
from channels_fix.resolution import Symbol

if TYPE_CHECKING:
    from channels_fix.flow.interpreter import Interpreter

Then = Callable[[Value, State], list[Outcome]]
ThenAll = Callable[[tuple[Value, ...], State], list[Outcome]]


@dataclass(frozen=True)
class Evaluator:
    """Evaluates the expressions of one statement."""

    interpreter: Interpreter
    frame: Frame
    statement: ast.stmt

    def then(self, node: ast.expr, state: State, go_on: Then) -> list[Outcome]:
        """Evaluate `node` and go on with each value it can have; paths that raise end here."""
        self.interpreter.tick()
        match node:
            case ast.Constant(value=value):
                return go_on(Constant(value), state)
            case ast.Name():
                return go_on(self._name(node, state), state)
            case ast.Attribute(value=ast.Name(id=kept), attr=name) if f"{kept}.{name}" in state.variables:
                return go_on(state.variables[f"{kept}.{name}"], state)
            case ast.Attribute(value=owner, attr=name):
                return self.then(owner, state, lambda value, after: go_on(self.attribute(value, name, after), after))
            case ast.Await(value=awaited):
                return self.then(
                    awaited,
                    state,
                    lambda value, after: [*self.interrupted(node, after), *Calls(self).settle(value, after, go_on)],
                )
            case ast.Call():
                return Calls(self).call(node, state, go_on)
            case ast.Subscript(value=owner, slice=key):
                return self.all(
                    [owner, key], state, lambda found, after: self._made(self._item(*found), found, after, go_on)
                )
            case ast.BoolOp():
                return self._bool(node.op, node.values, state, go_on)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
                return go_on(Constant(-number), state)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.then(operand, state, lambda value, after: go_on(_not(value), after))
            case ast.Compare(left=left, ops=operators, comparators=rest):
                return self.all(
                    [left, *rest], state, lambda found, after: go_on(self._compare(operators, found), after)
                )
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.then(test, state, lambda value, after: self._either(value, body, orelse, after, go_on))
            case ast.NamedExpr(target=target, value=value):
                return self.then(value, state, lambda found, after: go_on(found, after.bind(target.id, found)))
            case ast.BinOp(left=left, op=operator, right=right):
                return self.all(
                    [left, right], state, lambda found, after: self._made(join(operator, *found), found, after, go_on)
                )
            case ast.JoinedStr(values=parts):
                return self.all(parts, state, lambda found, after: go_on(concatenated(found), after))
            case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
                return self.then(value, state, go_on)
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
                return self._display(elements, state, go_on)
            case ast.Lambda():
                function = self.interpreter.function_of(node)
                within, closure = self.frame.within, tuple(state.variables.items())
                return go_on(Routine(function, self.frame.module, within, self.frame.cls, closure=closure), state)
            case ast.Yield():
                return self._yield(node, state, go_on)
        return self._compound(node, state, go_on)

    def interrupted(self, node: ast.AST, state: State) -> list[Outcome]:
        """What leaves at a place where the exception in question may come up from outside."""
        question = self.interpreter.question
        own = self.frame.depth == 0 or self.frame.body is not None  # the function, or what manages its blocks
        if question.interrupts is None or not own or not question.interrupts(node, self.frame):
            return []
        came = question.thrown in state.handling or any(stop.thrown == question.thrown for stop in state.stops)
        return [] if came else [Outcome(Exit.RAISE, state, None, question.thrown)]

    def _compound(self, node: ast.expr, state: State, go_on: Then) -> list[Outcome]:
        """Evaluate what is made of many values."""
        match node:
            case ast.ListComp(elt=element, generators=[clause]) | ast.SetComp(elt=element, generators=[clause]):
                return self._comprehension(node, element, clause, state, go_on)
            case ast.GeneratorExp(elt=element, generators=[clause]):
                return self._comprehension(node, element, clause, state, go_on)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                interrupted = self.interrupted(node, state) if _awaits(node) else []
                return [*interrupted, *go_on(UNKNOWN, lost(state, *self._named_in(node, state)))]
        children = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        if isinstance(node, ast.Dict | ast.Starred):
            return self.all(children, state, lambda found, after: go_on(UNKNOWN, stored(after, *found)))
        return self.all(children, state, lambda _, after: go_on(UNKNOWN, after))

    def _made(self, value: Value, parts: Sequence[Value], state: State, go_on: Then) -> list[Outcome]:
        """Go on with what was made of parts, which are out of sight if it is unknown."""
        return go_on(value, lost(state, *parts) if value == UNKNOWN else state)

    def _display(self, elements: Sequence[ast.expr], state: State, go_on: Then) -> list[Outcome]:
        plain = [element.value if isinstance(element, ast.Starred) else element for element in elements]

        def made(found: tuple[Value, ...], after: State) -> list[Outcome]:
            known = all(
                isinstance(value, Many) or not isinstance(element, ast.Starred)
                for element, value in zip(elements, found, strict=True)
            )
            return self._made(Many(spread(elements, found)) if known else UNKNOWN, found, after, go_on)

        return self.all(plain, state, made)

    def _comprehension(
        self, node: ast.expr, element: ast.expr, clause: ast.comprehension, state: State, go_on: Then
    ) -> list[Outcome]:
        """Evaluate a comprehension over values that are known, turn by turn."""

        def over(value: Value, after: State) -> list[Outcome]:
            if not isinstance(value, Many) or len(value.items) > MAX_PARTS:
                interrupted = self.interrupted(node, after) if _awaits(node) else []
                return [*interrupted, *go_on(UNKNOWN, lost(after, value, *self._named_in(node, after)))]
            items = value.items

            def step(index: int, found: tuple[Value, ...], current: State) -> list[Outcome]:
                if index == len(items):
                    return go_on(Many(found), replace(current, variables=after.variables))
                inner = self.assign([clause.target], items[index], current)
                tests = [conditions.truth(self.peek(test, inner)) for test in clause.ifs]
                taken: list[Outcome] = []
                if None in tests:
                    inner = lost(inner, items[index])
                if False in tests or None in tests:
                    taken += step(index + 1, found, inner)
                if False not in tests:
                    taken += self.then(element, inner, lambda one, later: step(index + 1, (*found, one), later))
                return taken

            return step(0, (), after)

        return self.then(clause.iter, state, over)

    def _named_in(self, node: ast.expr, state: State) -> list[Value]:
        """The values of the variables that an expression names."""
        names = [inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)]
        return [state.variables[name] for name in names if name in state.variables]

    def peek(self, node: ast.expr, state: State) -> Value:
        """The value of an expression that is evaluated for its value alone; unknown when it has several."""
        found: list[Value] = []

        def keep(value: Value, after: State) -> list[Outcome]:
            del after
            found.append(value)
            return []

        self.then(node, state, keep)
        return found[0] if len(found) == 1 else UNKNOWN

    def all(self, nodes: Sequence[ast.expr], state: State, go_on: ThenAll) -> list[Outcome]:
        """Evaluate expressions one after the other and go on with all their values."""

        def step(index: int, found: tuple[Value, ...], current: State) -> list[Outcome]:
            if index == len(nodes):
                return go_on(found, current)
            return self.then(nodes[index], current, lambda value, after: step(index + 1, (*found, value), after))

        return step(0, (), state)

    def assign(self, targets: Sequence[ast.expr], value: Value, state: State) -> State:
        """Bind targets to a value."""
        for target in targets:
            match target:
                case ast.Name(id=name):
                    state = state.bind(name, value)
                case ast.Attribute(value=owner, attr=name):
                    state = assigned(self.peek(owner, state), name, value, state)
                    state = self._kept(target, value, state)
                case ast.Subscript():
                    state = stored(state, value)
                case ast.Tuple(elts=elements) | ast.List(elts=elements):
                    items = _unpacked(elements, value)
                    state = state if items else lost(state, value)
                    for index, element in enumerate(elements):
                        state = self.assign([element], items[index] if items else UNKNOWN, state)
                case ast.Starred(value=inner):
                    state = self.assign([inner], value, state)
        return state

    def _kept(self, target: ast.Attribute, value: Value, state: State) -> State:
        """The state after something was kept in an attribute of an object, where this function can find it again."""
        match target:
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                key = f"{owner}.{name}"
                if not carries(value, replace(state, handling=())):
                    return state.bind(key, UNKNOWN) if key in state.variables else state
                after = state.bind(key, value)
                return stored(after, value) if is_read_elsewhere(target, self.frame, own=False) else after
        return stored(state, value)

    def _yield(self, node: ast.Yield, state: State, go_on: Then) -> list[Outcome]:
        """The place where a context manager lets the block run: what the block raises is raised here."""
        body = self.frame.body

        def resume(_: Value, after: State) -> list[Outcome]:
            if body is not None and body.exit is Exit.RAISE:
                return [Outcome(Exit.RAISE, after, None, body.thrown)]
            return [*self.interrupted(node, after), *go_on(UNKNOWN, after)]

        return resume(UNKNOWN, state) if node.value is None else self.then(node.value, state, resume)

    # Names and attributes --------------------------------------------------------------------------------------------

    def _name(self, node: ast.Name, state: State) -> Value:
        if node.id in state.variables:
            return state.variables[node.id]
        symbol = self.interpreter.project.resolve(node, self.frame.module, self.frame.within)
        return self._symbol(symbol) if symbol else self.interpreter.members.assigned(node.id, self.frame.module)

    def _symbol(self, symbol: Symbol) -> Value:
        definition, module = symbol.definition, symbol.module
        match definition:
            case ast.Constant(value=value):
                return Constant(value)
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements) if module:
                return Many(tuple(self._constant(element, symbol) for element in elements))
            case ast.FunctionDef() | ast.AsyncFunctionDef() if module:
                return self.interpreter.members.function(definition, module)
            case ast.Call() if module:
                made = self.interpreter.members.made(definition, module)
                return Named(symbol) if made == UNKNOWN else made
        return Named(symbol)

    def _constant(self, node: ast.expr, owner: Symbol) -> Value:
        if isinstance(node, ast.Constant):
            return Constant(node.value)
        symbol = self.interpreter.project.resolve(node, owner.module) if owner.module else None
        return self._symbol(symbol) if symbol and symbol != owner else UNKNOWN

    def attribute(self, owner: Value, name: str, state: State) -> Value:
        """The value of `owner.name`."""
        cls = owner.cls if isinstance(owner, Named) else None
        changed = state.member(cls, name) if cls else None
        if changed is not None:
            return changed
        known = self.interpreter.question.domain.attribute(owner, name, self.frame)
        if known is not None:
            return known
        match owner:
            case Object():
                return self.interpreter.members.of(owner, name)
            case Super():
                return self.interpreter.members.above(owner, name)
            case Named(symbol=symbol) if name == "__dict__" and cls:
                return Namespace(cls)
            case Instance(thrown=thrown) if name == "__class__":
                return TypeOf(thrown)
            case TypeOf(thrown=thrown) if name in {"__name__", "__qualname__"} and not thrown.open:
                return Constant(thrown.name.rpartition(".")[2]) if thrown.name[0] != "<" else UNKNOWN
            case Constant(value=str()) | Task() | ExitStack() | TaskGroup() | Namespace():
                return Method(owner, name)
            case Instance(thrown=thrown) if name == "with_traceback" or (
                thrown.inside and name in {"subgroup", "split"}
            ):
                return Method(owner, name)
            case Instance(thrown=Thrown(inside=Thrown() as inside)) if name == "exceptions":
                return Many((Instance(inside),))
            case Named() if cls and (owning := self.interpreter.members.owning(cls, name)):
                return self.interpreter.members.value(owning, name)
            case Named(symbol=symbol):
                found = self.interpreter.project.member(symbol, name)
                return self._symbol(found) if found else UNKNOWN
        return UNKNOWN

    def _item(self, owner: Value, key: Value) -> Value:
        known = self.interpreter.question.domain.item(owner, key)
        if known is not None:
            return known
        match owner, key:
            case Many(items=items), Constant(value=int(index)) if -len(items) <= index < len(items):
                return items[index]
            case Constant(value=str(text)), Constant(value=int(index)) if -len(text) <= index < len(text):
                return Constant(text[index])
        return UNKNOWN

    # Conditions ------------------------------------------------------------------------------------------------------

    def _bool(self, operator: ast.boolop, nodes: Sequence[ast.expr], state: State, go_on: Then) -> list[Outcome]:
        stops_at = isinstance(operator, ast.Or)

        def step(index: int, current: State) -> list[Outcome]:
            def decide(value: Value, after: State) -> list[Outcome]:
                truth = conditions.truth(value)
                if index == len(nodes) - 1 or truth is stops_at:
                    return go_on(value, after)
                if truth is None:
                    # either this operand decides, or the next one is asked
                    return [*go_on(Constant(stops_at), after), *step(index + 1, after)]
                return step(index + 1, after)

            return self.then(nodes[index], current, decide)

        return step(0, state)

    def _either(self, test: Value, body: ast.expr, orelse: ast.expr, state: State, go_on: Then) -> list[Outcome]:
        truth = conditions.truth(test)
        taken: list[Outcome] = []
        if truth is not False:
            taken += self.then(body, state, go_on)
        if truth is not True:
            taken += self.then(orelse, state, go_on)
        return taken

    def _compare(self, operators: Sequence[ast.cmpop], values: tuple[Value, ...]) -> Value:
        answers = [
            conditions.compare(operator, left, right, self.interpreter.project)
            for operator, left, right in zip(operators, values, values[1:], strict=False)
        ]
        return answer(False if False in answers else None if None in answers else True)


def _unpacked(targets: Sequence[ast.expr], value: Value) -> tuple[Value, ...]:
    """What each target gets of a value; nothing when that cannot be known."""
    items = value.items if isinstance(value, Many) else ()
    starred = [index for index, target in enumerate(targets) if isinstance(target, ast.Starred)]
    if not starred:
        return items if len(items) == len(targets) else ()
    first, rest = starred[0], len(targets) - starred[0] - 1
    if len(items) < first + rest:
        return ()
    end = len(items) - rest
    return (*items[:first], Many(items[first:end]), *items[end:])


def _not(value: Value) -> Value:
    truth = conditions.truth(value)
    return UNKNOWN if truth is None else Constant(not truth)


def _awaits(node: ast.expr) -> bool:
    """Whether a comprehension waits for something."""
    return any(
        isinstance(inner, ast.Await) or (isinstance(inner, ast.comprehension) and bool(inner.is_async))
        for inner in ast.walk(node)
    )
