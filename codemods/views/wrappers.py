"""What a decorator of the project does with a view: gives it back, or puts a plain or a coroutine function around it.

A decorator is read for what it does to a coroutine function: where it asks `iscoroutinefunction(view)`, only the one
branch counts.
"""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function, binds
from channels_fix.nodes import inner_nodes, last_name
from channels_fix.project import Project
from codemods.facts import table
from codemods.routines import Routine, routine_at


class Doing(enum.Enum):
    """What stands in the place of a view behind its decorator."""

    SAME = "same"
    """The view itself."""
    AWAITS = "awaits"
    """A coroutine function that awaits the view."""
    PASSES = "passes"
    """A plain function that does nothing but return what the view gives."""
    LEADS = "leads"
    """A plain function that does something, and then returns what the view gives, or another response."""
    TOUCHES = "touches"
    """A plain function that works with the response."""
    KEEPS = "keeps"
    """The view itself, which the decorator also hands to somebody else."""
    DECORATES = "decorates"
    """What another decorator makes of it."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Wrapping:
    """What a decorator does on one way through it.

    Attributes:
        doing: What it does.
        decorator: The function that is given the view.
        wrapper: The function that stands in its place, if there is one.
        others: The decorators that it applies as well, with the functions around them.
        view: What the decorator calls the view.
    """

    doing: Doing
    decorator: Routine
    wrapper: Routine | None = None
    others: tuple[ast.expr, ...] = ()
    view: str = ""


def wrappings_of(
    decorator: Routine, project: Project, call: ast.Call | None, *, coroutine: bool
) -> tuple[Wrapping, ...]:
    """What a decorator does on each of its ways.

    Args:
        decorator: The function that is named as a decorator.
        project: The index.
        call: The call with arguments that comes first, when what it returns is given the view.
        coroutine: Whether it can see that the view is a coroutine function.
    """
    return tuple(_Reading(project, coroutine=coroutine).of(decorator, call))


class _Reading:
    def __init__(self, project: Project, *, coroutine: bool) -> None:
        self.project = project
        self.coroutine = coroutine
        self._given: bool | None = None

    def of(self, function: Routine, call: ast.Call | None) -> Iterator[Wrapping]:
        view = _view_parameter(function)
        self._given = _is_given(function, call)
        taken = list(self._taken(function.node.body, function, view))
        returns = [node.value for node in taken if isinstance(node, ast.Return) and node.value is not None]
        rebound = any(binds(node, view) for node in taken if not isinstance(node, ast.arg))
        if function.is_coroutine or not returns or rebound:
            yield Wrapping(Doing.UNKNOWN, function)
            return
        inner = {node.name: node for node in taken if isinstance(node, Function)}
        for value in returns:
            for one in self._alternatives(value, function, view):
                yield from self._returned(one, inner, function, view, call)

    def _alternatives(self, value: ast.expr, function: Routine, view: str) -> Iterator[ast.expr]:
        if isinstance(value, ast.IfExp):
            told = self._told(value.test, function, view)
            if told is not False:
                yield from self._alternatives(value.body, function, view)
            if told is not True:
                yield from self._alternatives(value.orelse, function, view)
        else:
            yield value

    def _returned(
        self, value: ast.expr, inner: dict[str, Function], function: Routine, view: str, call: ast.Call | None
    ) -> Iterator[Wrapping]:
        if call is not None:
            yield from self._made(value, inner, function)
            return
        others: list[ast.expr] = []
        while isinstance(value, ast.Call) and value.args:
            if not self._is_dressing(value.func, function):
                others.append(value.func)
            value = value.args[0]
        node = inner.get(value.id) if isinstance(value, ast.Name) else None
        routine = routine_at(node, function.module, self.project)
        if routine is not None:
            decorators = [one for one in routine.node.decorator_list if not self._is_dressing(one, function)]
            yield Wrapping(self._doing(routine, view), function, routine, (*others, *decorators), view)
        elif isinstance(value, ast.Name) and value.id == view and view:
            same = Doing.KEEPS if self._is_kept(function, view) else Doing.SAME
            yield Wrapping(Doing.DECORATES if others else same, function, None, tuple(others))
        else:
            yield Wrapping(Doing.UNKNOWN, function)

    def _is_kept(self, function: Routine, view: str) -> bool:
        """Whether a decorator hands the view to what may call it: in a table, or to a function that is not known."""
        looking = table("decorators")["looking"]["names"]
        looked_at: set[int] = set()
        for node in (nodes := list(inner_nodes(function.node.body))):
            match node:
                case ast.Attribute(value=one) | ast.Return(value=one):
                    looked_at.add(id(one))
                case ast.Compare(left=left, comparators=others):
                    looked_at |= {id(left), *map(id, others)}
                case ast.Call(func=called, args=given) if self._means(called, function).startswith(tuple(looking)):
                    looked_at |= set(map(id, given))
                case ast.If(test=one) | ast.UnaryOp(operand=one):
                    looked_at.add(id(one))
        return any(isinstance(node, ast.Name) and node.id == view and id(node) not in looked_at for node in nodes)

    def _made(self, value: ast.expr, inner: dict[str, Function], function: Routine) -> Iterator[Wrapping]:
        """Yield what the decorator does that a function with arguments returns."""
        node = inner.get(value.id) if isinstance(value, ast.Name) else None
        routine = routine_at(node, function.module, self.project)
        if routine is not None:
            yield from self.of(routine, None)
        elif isinstance(value, ast.Call) and self._means(value.func, function) == "functools.partial":
            yield from self._partial(value, function)
        else:
            yield Wrapping(Doing.DECORATES, function, None, (value,))

    def _partial(self, call: ast.Call, function: Routine) -> Iterator[Wrapping]:
        """Yield what a decorator does that is called with the view, and with what it has got before."""
        symbol = self.project.resolve(call.args[0], function.module, function.within) if len(call.args) == 1 else None
        made = symbol.definition if symbol is not None else None
        home = symbol.module if symbol is not None else None
        routine = routine_at(made, home, self.project) if isinstance(made, Function) and home is not None else None
        if routine is not None:
            yield from self.of(routine, None)
        else:
            yield Wrapping(Doing.UNKNOWN, function)

    def _doing(self, wrapper: Routine, view: str) -> Doing:
        taken = list(self._taken(wrapper.node.body, wrapper, view))
        looks = {id(node.value) for node in taken if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)}
        named = [node for node in taken if isinstance(node, ast.Name) and node.id == view and id(node) not in looks]
        called = [node for node in taken if isinstance(node, ast.Call) and _is_name(node.func, view)]
        hidden = any(isinstance(node, Function | ast.Lambda) and _mentions(node, view) for node in taken)
        if not called or len(named) != len(called) or hidden or self._is_marked(wrapper):
            return Doing.UNKNOWN
        if wrapper.is_coroutine:
            awaited = [node.value for node in taken if isinstance(node, ast.Await)]
            return Doing.AWAITS if all(call in awaited for call in called) else Doing.UNKNOWN
        returned = [node.value for node in taken if isinstance(node, ast.Return)]
        if not all(call in returned for call in called):
            return Doing.TOUCHES
        body = [node for node in wrapper.node.body if not _is_docstring(node)]
        return Doing.PASSES if len(body) == 1 and isinstance(body[0], ast.Return) else Doing.LEADS

    def _is_marked(self, wrapper: Routine) -> bool:
        """Whether something says of a plain function that it is to be awaited."""
        marking = {name.rpartition(".")[2] for name in table("decorators")["telling"]["marking"]}
        outermost = wrapper.around[0] if wrapper.around else wrapper.node
        return any(last_name(node) in marking for node in ast.walk(outermost) if isinstance(node, ast.expr))

    # The ways through it ----------------------------------------------------------------------------------------------

    def _taken(self, body: Sequence[ast.stmt], function: Routine, view: str) -> Iterator[ast.AST]:
        """Yield the nodes that may run, and the functions that they define."""
        for statement in body:
            if isinstance(statement, ast.If) and (told := self._told(statement.test, function, view)) is not None:
                branch = statement.body if told else statement.orelse
                yield from self._taken(branch, function, view)
                if branch and isinstance(branch[-1], ast.Return | ast.Raise):
                    return
            elif isinstance(statement, ast.If | ast.Try | ast.With | ast.For | ast.While):
                yield from inner_nodes(_heads(statement))
                for part in _bodies(statement):
                    yield from self._taken(part, function, view)
            else:
                yield from inner_nodes([statement])

    def _told(self, test: ast.expr, function: Routine, view: str) -> bool | None:
        """What a condition is if it only asks whether the view is a coroutine function, or is given at all."""
        if self._given is not None and (asked := _asks_for(test, view)) is not None:
            return asked is self._given
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            told = self._told(test.operand, function, view)
            return None if told is None else not told
        if not (isinstance(test, ast.Call) and len(test.args) == 1 and _is_name(test.args[0], view)):
            return None
        symbol = self.project.resolve(test.func, function.module, function.around)
        return self.coroutine if symbol and symbol.name in table("decorators")["telling"]["names"] else None

    def _is_dressing(self, node: ast.expr, function: Routine) -> bool:
        called = node.func if isinstance(node, ast.Call) else node
        return self._means(called, function) in table("decorators")["telling"]["dressing"]

    def _means(self, node: ast.expr, function: Routine) -> str:
        """The full name of what a function names."""
        symbol = self.project.resolve(node, function.module, function.within)
        return symbol.name if symbol is not None else ""


def _view_parameter(function: Routine) -> str:
    positional = [*function.node.args.posonlyargs, *function.node.args.args]
    return positional[0].arg if positional else ""


def _is_given(function: Routine, call: ast.Call | None) -> bool | None:
    """Whether the first parameter of a decorator is given a value; None if that cannot be known."""
    if call is None:
        return True
    defaults, positional = function.node.args.defaults, [*function.node.args.posonlyargs, *function.node.args.args]
    optional = bool(positional) and len(defaults) == len(positional)
    is_none = optional and isinstance(defaults[0], ast.Constant) and defaults[0].value is None
    return False if is_none and not call.args else None


def _asks_for(test: ast.expr, view: str) -> bool | None:
    """Whether a condition is true when the parameter `view` is given, or when it is not; None if it asks neither."""
    match test:
        case ast.Name(id=name) | ast.Call(func=ast.Name(id="callable"), args=[ast.Name(id=name)]) if name == view:
            return True
        case ast.Compare(
            left=ast.Name(id=name), ops=[ast.Is() | ast.IsNot() as how], comparators=[ast.Constant(value=None)]
        ):
            return isinstance(how, ast.IsNot) if name == view else None
    return None


def _heads(statement: ast.stmt) -> list[ast.AST]:
    """The expressions of a statement that holds others."""
    return [child for child in ast.iter_child_nodes(statement) if isinstance(child, ast.expr | ast.withitem)]


def _bodies(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for part in ("body", "orelse", "finalbody"):
        yield getattr(statement, part, [])
    for handler in getattr(statement, "handlers", []):
        yield handler.body


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _mentions(node: ast.AST, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(node))


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
