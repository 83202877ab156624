"""What becomes of an exception that a raise in `finally` does not hide any more: it must end the consumer as well."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from channels_fix.bindings import Function
from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question, UndecidableError
from channels_fix.flow.states import Exit, Frame, Outcome, State
from channels_fix.flow.thrown import ANY_ERROR, SOME_ERROR
from channels_fix.flow.values import Object, Pending, Routine, Value
from channels_fix.module import Class, Module
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancelled import CANCELLED
from codemods.consumers import ENDING_MESSAGES, Consumer
from codemods.stop_consumer.analysis import Analysis, Fault
from codemods.stop_consumer.domain import MESSAGE, STOP, StopDomain
from codemods.stop_consumer.hiding.hidden import HANDLED, Hiding, Place, catches_stop, raises_stop
from codemods.stop_consumer.paths import around, falls
from codemods.stop_consumer.roots import Root

CALLED_BY = {
    "connect": {"websocket_connect"},
    "receive": {"websocket_receive"},
    "receive_json": {"websocket_receive", "receive"},
    "disconnect": {"websocket_disconnect", "http_request", "http_disconnect"},
    "handle": {"http_request"},
}
"""The handlers of the library's consumers that call a method."""


@dataclass
class Escape:
    """What meets the exception on its way out.

    Attributes:
        reason: Why the raise must stay where it is.
        doubt: What a person should look at.
        faults: Handlers of the same file that have to be mended, or the consumer does not end.
    """

    reason: str = ""
    doubt: str = ""
    faults: list[Fault] = field(default_factory=list)


def escape(hiding: Hiding, module: Module, project: Project) -> Escape:
    """Follow what `hiding` hides to the end of the consumer."""
    found = Escape(_stopped_around(hiding, module, project))
    for cls, method in _callers(hiding.place, project):
        if not found.reason:
            _through(cls, method, hiding.place, module, project, found)
    return found


def _stopped_around(hiding: Hiding, module: Module, project: Project) -> str:
    """Why the exception would not leave the function itself."""
    node, place = hiding.node, hiding.place
    for inner in inner_nodes([*node.body, *node.handlers, *node.orelse]):
        if isinstance(inner, ast.Try) and any(
            raises_stop(one, place, module, project) for one in inner_nodes(inner.finalbody)
        ):
            return "a `finally` inside of it raises StopConsumer too: take it out of both by hand"
    for outer in around(node, place.function.body):
        match outer:
            case ast.Try():
                if any(raises_stop(one, place, module, project) for one in inner_nodes(outer.finalbody)):
                    return "the `finally` around it raises StopConsumer too: take it out of both by hand"
                if node in inner_nodes(outer.finalbody):
                    return "it stands inside another `finally`: take it out of both by hand"
                if node in inner_nodes(outer.body):
                    for handler in outer.handlers:
                        if not _lets_out(handler, place, module, project):
                            return f"{_named(handler)} around it would handle what comes out: end that with `raise`"
            case ast.With() | ast.AsyncWith():
                if any("suppress" in ast.unparse(item.context_expr) for item in outer.items):
                    return "the `suppress` around it would swallow the errors that come out"
    return ""


def _lets_out(handler: ast.ExceptHandler, place: Place, module: Module, project: Project) -> bool:
    leaves = any(isinstance(one, ast.Return | ast.Break | ast.Continue) for one in inner_nodes(handler.body))
    if not leaves and not falls(handler.body):
        return True
    only = isinstance(handler.type, ast.Name | ast.Attribute) and catches_stop(handler, place, module, project)
    symbol = project.resolve(handler.type, module, place.within) if only and handler.type else None
    return symbol is not None and symbol.name == STOP.name


def _named(handler: ast.ExceptHandler) -> str:
    return f"the `except {ast.unparse(handler.type)}`" if handler.type else "the bare `except`"


def _callers(place: Place, project: Project) -> Iterator[tuple[Class, Function]]:
    """The methods through which the exception goes from the function in question to Channels."""
    line = [cls for cls in project.mro(place.consumer.cls) if isinstance(cls, Class)]
    own = line.index(place.cls) if place.cls in line else 0
    name = place.root.name
    for index, cls in enumerate(line):
        for called in sorted({"dispatch", name} | CALLED_BY.get(name, set())):
            method = cls.method(called)
            is_itself = method is place.root and place.function is place.root
            is_behind = called == name and index > own
            if method is not None and not is_itself and not is_behind:
                yield cls, method


def _through(cls: Class, method: Function, place: Place, module: Module, project: Project, found: Escape) -> None:
    """Follow the exception through one of these methods."""
    name = f"{cls.node.name}.{method.name}"
    if method.decorator_list and entry(cls, method, place.consumer, project) is None:
        found.doubt = found.doubt or f"what the decorators of {name} make of errors is not known"
    for protocol in place.consumer.protocols:
        ending = ENDING_MESSAGES[protocol]
        message_type = HANDLED[place.root.name] or ending
        if not message_type.startswith(protocol):
            continue
        analysis = Analysis(Root(place.consumer, cls, method, message_type), project)
        faults = analysis.errors_stopped() if message_type == ending else []
        for outcome in _outcomes(cls, method, place, message_type, analysis.mends, project):
            if outcome is None:
                found.reason = f"{name} cannot be followed: see by hand that errors leave it"
            elif _is_lost(outcome):
                found.reason = f"{name} would handle the errors that come out, and the consumer would not end"
            elif outcome.state.stops and cls.module is not module:
                found.doubt = found.doubt or f"the errors that come out are handled by {name}, in another file"
        for fault in faults:
            if fault.stop.frame.module is not module:
                found.doubt = found.doubt or f"the errors that come out are handled by {name}, in another file"
            elif fault not in found.faults:
                found.faults.append(fault)
                found.doubt = found.doubt or fault.doubt


def _is_lost(outcome: Outcome) -> bool:
    return bool(outcome.state.stops) and outcome.exit is not Exit.RAISE and not isinstance(outcome.value, Pending)


def entry(cls: Class, method: Function, consumer: Consumer, project: Project) -> Routine | None:
    """What runs when Channels calls a method: the function with its decorators on, bound to the consumer.

    None when that cannot be known.
    """
    domain = StopDomain(project, consumer, "")
    value = Interpreter(project, Question(STOP, domain, Mends(), STOP)).members.value(cls, method.name)
    return replace(value, bound=(Object(consumer.cls), *value.bound)) if isinstance(value, Routine) else None


def _outcomes(
    cls: Class, method: Function, place: Place, message_type: str, mends: Mends, project: Project
) -> Iterator[Outcome | None]:
    is_async = isinstance(method, ast.AsyncFunctionDef)
    plain = Routine(method, cls.module, cls.within, cls, (Object(place.consumer.cls),), is_async)
    routine = entry(cls, method, place.consumer, project) or plain
    domain = StopDomain(project, place.consumer, message_type)
    for thrown in (SOME_ERROR, ANY_ERROR, CANCELLED):
        interpreter = _Failing(project, Question(thrown, domain, mends, STOP))
        interpreter.fails = place.function
        try:
            yield from interpreter.follow(routine, (MESSAGE,))
        except UndecidableError:
            yield None


class _Failing(Interpreter):
    """Takes it that one function of the project fails."""

    fails: Function | None = None

    def call(
        self,
        routine: Routine,
        arguments: tuple[Value, ...],
        keywords: tuple[tuple[str, Value], ...],
        state: State,
        caller: Frame | None = None,
        body: Outcome | None = None,
    ) -> list[Outcome]:
        if caller and routine.node is self.fails:
            return [Outcome(Exit.RAISE, state, None, self.question.thrown)]
        return super().call(routine, arguments, keywords, state, caller, body)
