"""What the attributes of classes are at run time: functions with their decorators on, and what was assigned later."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from channels_fix.bindings import Function, When
from channels_fix.flow.calls import Calls
from channels_fix.flow.expressions import Evaluator
from channels_fix.flow.states import Exit, Frame, Outcome, State
from channels_fix.flow.values import UNKNOWN, ManagerFactory, Named, Object, Routine, Source, Super, Value
from channels_fix.module import Class, Module
from channels_fix.resolution import Symbol

if TYPE_CHECKING:
    from channels_fix.flow.interpreter import Interpreter


@dataclass
class Members:
    """Looks up attributes and functions for one interpreter."""

    interpreter: Interpreter
    known: dict[ast.AST, Value] = field(default_factory=dict)

    def of(self, owner: Object, name: str) -> Value:
        """The attribute of an instance, bound to it."""
        return self._first(self.interpreter.project.mro(owner.cls), name, owner)

    def above(self, owner: Super, name: str) -> Value:
        """The attribute that `super()` gives, bound to the instance."""
        line = self.interpreter.project.mro(owner.receiver)
        rest = line[line.index(owner.cls) + 1 :] if owner.cls in line else ()
        return self._first(rest, name, Object(owner.receiver))

    def _first(self, line: Sequence[Class | Symbol | None], name: str, receiver: Object) -> Value:
        for cls in line:
            if not isinstance(cls, Class):
                return UNKNOWN
            if name in cls.scope.names:
                return self._bound(self.value(cls, name), cls, name, receiver)
        return UNKNOWN

    def owning(self, cls: Class, name: str) -> Class | None:
        """The class whose body defines `cls.name`; None when it is no class of the project."""
        for base in self.interpreter.project.mro(cls):
            if not isinstance(base, Class) or name in base.scope.names:
                return base if isinstance(base, Class) else None
        return None

    def _bound(self, value: Value, cls: Class, name: str, receiver: Object) -> Value:
        if not isinstance(value, Routine):
            return value
        function = cls.method(name)
        for decorator in function.decorator_list if function else ():
            symbol = self.interpreter.project.resolve(decorator, cls.module, cls.within)
            if symbol is not None and symbol.name == "builtins.staticmethod":
                return value
        return replace(value, bound=(receiver, *value.bound))

    def value(self, cls: Class, name: str) -> Value:
        """What the body of `cls` makes of `name`, as it is before it is bound to an instance."""
        function = cls.method(name)
        if function is not None:
            return self.function(function, cls.module, cls.within, cls)
        bindings = cls.scope.names.get(name, ())
        expression = bindings[-1].value if bindings else None
        if not isinstance(expression, ast.expr) or len({binding.when for binding in bindings}) > 1:
            return UNKNOWN
        value = self.expression(expression, cls)
        # anything but a function is data, which an instance may have of its own
        return value if isinstance(value, Routine | Source | ManagerFactory) else UNKNOWN

    def expression(self, node: ast.expr, cls: Class, known: dict[str, Value] | None = None) -> Value:
        """The value of an expression in the body of `cls`, given what some names in it stand for."""
        state = State({**self._plain_functions(cls), **(known or {})})
        return self._once(node, self._frame(cls.module, cls.within, cls), state)

    def _plain_functions(self, cls: Class) -> dict[str, Value]:
        """The functions that the body of `cls` can call by their names alone."""
        return {
            name: self.function(function, cls.module, cls.within, cls)
            for name in cls.scope.names
            if (function := cls.method(name)) and not function.decorator_list
        }

    def made(self, node: ast.expr, module: Module) -> Value:
        """The value of an expression at the top level of a module."""
        return self._once(node, self._frame(module, (), None), State())

    def assigned(self, name: str, module: Module) -> Value:
        """What the top level of a module assigns to a name that stands for no thing of its own."""
        bindings = module.scope.names.get(name, ())
        value = bindings[0].value if len(bindings) == 1 and bindings[0].when is When.ALWAYS else None
        return self.made(value, module) if isinstance(value, ast.Attribute) else UNKNOWN

    def _once(self, node: ast.expr, frame: Frame, state: State) -> Value:
        if node not in self.known:
            self.known[node] = UNKNOWN  # what it finds when it needs itself
            evaluator = Evaluator(self.interpreter, frame, ast.Pass())
            self.known[node] = _only(evaluator.then(node, state, _returned))
        return self.known[node]

    def function(
        self, function: Function, module: Module, within: tuple[Function, ...] = (), cls: Class | None = None
    ) -> Value:
        """A function with its decorators on."""
        if function not in self.known:
            self.known[function] = UNKNOWN
            routine = Routine(function, module, within, cls, (), isinstance(function, ast.AsyncFunctionDef))
            self.known[function] = self.decorated(routine, function.decorator_list, module, within, cls)
        return self.known[function]

    def decorated(
        self,
        value: Value,
        decorators: Sequence[ast.expr],
        module: Module,
        within: tuple[Function, ...] = (),
        cls: Class | None = None,
        state: State | None = None,
    ) -> Value:
        """What decorators make of a value, the last of them first."""
        frame = self._frame(module, within, cls)
        if state is None:
            state = State(self._plain_functions(cls)) if cls and decorators else State()
        for decorator in reversed(decorators):
            value = _only(self._apply(decorator, value, state, frame))
        return value

    def _apply(self, decorator: ast.expr, value: Value, state: State, frame: Frame) -> list[Outcome]:
        evaluator = Evaluator(self.interpreter, frame, ast.Pass())

        def apply(made: Value, after: State) -> list[Outcome]:
            return Calls(evaluator).apply(made, (value,), (), after, _returned)

        return evaluator.then(decorator, state, apply)

    def assigned_by_class(self, cls: Class) -> State:
        """What the decorators of `cls`, and `__init_subclass__` of its bases, assign to its attributes."""
        state = State()
        made = Named(Symbol(cls.name, cls, cls.module))
        for base in self.interpreter.project.mro(cls)[1:]:
            hook = base.method("__init_subclass__") if isinstance(base, Class) else None
            if hook is not None and isinstance(base, Class):
                routine = Routine(hook, base.module, base.within, base, (made,))
                caller = self._frame(base.module, base.within, None)
                state = self._members_after(self.interpreter.call(routine, (), (), state, caller))
                break  # the nearest one; it calls the others itself if it wants them
        for decorator in reversed(cls.node.decorator_list):
            frame = self._frame(cls.module, cls.within, None)
            state = self._members_after(self._apply(decorator, made, state, frame))
        return state

    def assigned_by(self, body: Sequence[ast.stmt], module: Module, within: tuple[Function, ...] = ()) -> State:
        """What statements, run one after the other, assign to attributes of classes."""
        frame = self._frame(module, within, None)
        state = State()
        for statement in body:
            state = self._members_after(self.interpreter.statement(statement, state, frame))
        return state

    def _members_after(self, outcomes: Sequence[Outcome]) -> State:
        """What every way out has assigned."""
        found = [outcome.state.members for outcome in outcomes if outcome.exit is not Exit.RAISE]
        shared = [member for member in found[0] if all(member in other for other in found)] if found else []
        return State(members=tuple(shared))

    def _frame(self, module: Module, within: tuple[Function, ...], cls: Class | None) -> Frame:
        body = within[-1] if within else ast.FunctionDef("<module>", _NO_ARGUMENTS, [ast.Pass()], [])
        return Frame(body, module, within, cls, cls, depth=1, eager=True)


_NO_ARGUMENTS = ast.arguments([], [], None, [], [], None, [])


def _returned(value: Value, after: State) -> list[Outcome]:
    return [Outcome(Exit.RETURN, after, value=value)]


def _only(outcomes: Sequence[Outcome]) -> Value:
    """The value that all outcomes agree on."""
    values = {outcome.value for outcome in outcomes if outcome.exit is Exit.RETURN}
    return values.pop() if len(values) == 1 else UNKNOWN
