"""Finds the handlers of an ending message that some path leaves without raising StopConsumer."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeGuard

from channels_fix.bindings import Function
from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question, UndecidableError
from channels_fix.flow.values import Object, Routine
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.consumers import Consumer, as_consumer, library_bases
from codemods.stop_consumer.domain import MESSAGE, STOP
from codemods.stop_consumer.effects import has_effects
from codemods.stop_consumer.ending.ending_domain import ENDING, OTHER_EVENT, EndingDomain
from codemods.stop_consumer.ending.outcomes import Ending, root_of
from codemods.stop_consumer.ending.raisers import Raisers, is_fully_known, is_plain_method
from codemods.stop_consumer.roots import Root, runs


@dataclass
class Unended:
    """A handler that does not end its consumers."""

    cls: Class
    method: Function
    hurt: list[Consumer]
    runners: list[Consumer]
    raisers: Raisers
    dependent: str = ""
    """A method that goes on after it has called this one."""

    @property
    def name(self) -> str:
        """`Class.method`."""
        return f"{self.cls.node.name}.{self.method.name}"

    def endings(self, project: Project) -> Iterator[Ending]:
        """Yield the analysis for each consumer that it hurts."""
        for consumer in self.hurt:
            yield Ending(root_of(consumer, self.cls, self.method), project, self.raisers)


def unended(module: Module, project: Project) -> Iterator[Unended]:
    """Yield the handlers of `module` that some consumer is not ended by."""
    for cls in module.classes.values():
        for name in ENDING:
            method = cls.method(name)
            if method is None or _is_settled(method) or _asks_in_finally(method):
                continue
            if not is_plain_method(method, cls, project):
                continue
            found = _examined(cls, method, project)
            if found is not None:
                yield found


def _is_settled(method: Function) -> bool:
    """A cheap look before the whole project is asked who inherits the class."""
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(method)):
        return True  # a generator is no handler
    last = method.body[-1]
    return isinstance(last, ast.Raise) and not any(isinstance(node, ast.Return) for node in ast.walk(method))


def _asks_in_finally(method: Function) -> bool:
    """Whether a `finally` raises under a condition, which most often is that no other error is on its way."""
    conditions_last = (
        inner
        for node in ast.walk(method)
        if isinstance(node, ast.Try)
        for statement in node.finalbody
        for inner in ast.walk(statement)
        if isinstance(inner, ast.If)
    )
    return any(isinstance(node, ast.Raise) for condition in conditions_last for node in ast.walk(condition))


def is_super_call(node: ast.AST | None, name: str) -> TypeGuard[ast.Call]:
    """Whether `node` is `super().name(...)`."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute)):
            return attribute == name
    return False


def _examined(cls: Class, method: Function, project: Project) -> Unended | None:
    heirs = project.descendants(cls)
    consumers = [found for one in (cls, *heirs) if (found := as_consumer(one, project)) and _connects(found, method)]
    runners = [one for one in consumers if runs(one, cls, method.name, project)]
    suspects = [one for one in runners if is_fully_known(one.cls, project) and _seems_hurt(one, cls, method, project)]
    if not suspects:
        return None
    raisers = raisers_for(runners, project)
    hurt = [one for one in suspects if _is_hurt(one, cls, method, project, raisers)]
    below = [one for one in consumers if one.cls is not cls]
    if not hurt:
        return None
    if [one.cls for one in hurt] == [cls] and below and (len(runners) > 1 or _is_placeholder(method)):
        return None  # a template: what derives from it ends by itself
    return Unended(cls, method, hurt, runners, raisers, _dependent(cls, method.name, heirs))


def raisers_for(consumers: Iterable[Consumer], project: Project) -> Raisers:
    """What may raise StopConsumer in the modules of some consumers."""
    lines = [project.mro(consumer.cls) for consumer in consumers]
    modules = tuple(dict.fromkeys(base.module for line in lines for base in line if isinstance(base, Class)))
    return project.once(("raisers", modules), lambda: Raisers.among(modules, project))


def _connects(consumer: Consumer, method: Function) -> bool:
    return method.name.partition("_")[0] in consumer.protocols


def _is_placeholder(method: Function) -> bool:
    return not any(has_effects(statement) for statement in method.body)


def _dependent(cls: Class, name: str, heirs: Iterable[Class]) -> str:
    """An override of the handler which still does something after it has called the one of `cls`."""
    for heir in heirs:
        method = heir.method(name)
        calls = [node for node in ast.walk(method) if is_super_call(node, name)] if method else []
        for call in calls:
            assert method is not None
            later = [
                one for one in ast.walk(method) if isinstance(one, ast.stmt) and one.lineno > (call.end_lineno or 0)
            ]
            if any(has_effects(one) for one in later if not isinstance(one, ast.Raise)):
                return f"{heir.node.name}.{name}"
    return ""


def is_mismatched(consumer: Consumer, method: Function) -> bool:
    """Whether a consumer whose handlers are plain functions has a coroutine for one: nothing ever runs it."""
    return consumer.sync and isinstance(method, ast.AsyncFunctionDef)


def _seems_hurt(consumer: Consumer, cls: Class, method: Function, project: Project) -> bool:
    """Whether the handler has a way out without raising, as far as can be seen without a look at other modules."""
    return is_mismatched(consumer, method) or bool(
        Ending(root_of(consumer, cls, method), project, Raisers(project)).lost()
    )


def _is_hurt(consumer: Consumer, cls: Class, method: Function, project: Project, raisers: Raisers) -> bool:
    line = project.mro(consumer.cls)
    first = next(base for base in line if isinstance(base, Class) and method.name in base.scope.names)
    between = [base for base in line[: line.index(cls) + 1] if isinstance(base, Class)]
    for base in between:
        own = base.method(method.name)
        if own and (not is_plain_method(own, base, project) or raisers.may_hide_in(own, base, consumer.cls)):
            return False
    if may_end_in_dispatch(consumer, ENDING[method.name], project, raisers, lets_fall=False):
        return False
    if method.name == "http_disconnect" and not request_never_ends(consumer, project, raisers):
        return False
    entry = first.method(method.name)
    assert entry is not None
    if is_mismatched(consumer, entry):
        return first is cls
    ending = Ending(root_of(consumer, cls, method), project, raisers)
    if not ending.lost() or (method.name == "http_disconnect" and not ending.never_raises()):
        return False
    return first is cls or bool(Ending(root_of(consumer, first, entry), project, raisers, modular=False).lost())


def request_never_ends(consumer: Consumer, project: Project, raisers: Raisers) -> bool:
    """Whether `http_request` is overridden too and raises on no path; one handler that may raise is enough."""
    for base in project.mro(consumer.cls):
        if isinstance(base, Symbol) and base.name in library_bases():
            return library_bases()[base.name].protocol != "http"
        method = base.method("http_request") if isinstance(base, Class) else None
        if isinstance(base, Class) and method:
            if not is_plain_method(method, base, project) or raisers.may_hide_in(method, base, consumer.cls):
                return False
            root = Root(consumer, base, method, "http.request")
            return Ending(root, project, raisers, modular=False).never_raises()
    return False


def may_end_in_dispatch(
    consumer: Consumer, message_type: str, project: Project, raisers: Raisers, *, lets_fall: bool = True
) -> bool:
    """Whether a `dispatch` of the project may end the consumer itself, whatever its handlers do.

    One that lets the message fall may, as far as is known, unless `lets_fall` is false: then it may only if it calls
    no handler for other messages either.
    """
    for base in project.mro(consumer.cls):
        method = base.method("dispatch") if isinstance(base, Class) else None
        if not isinstance(base, Class) or method is None:
            continue
        for handled in (message_type,) if lets_fall else (message_type, OTHER_EVENT):
            domain = EndingDomain(project, consumer, handled, raisers.names, idle=True)
            interpreter = Interpreter(project, Question(STOP, domain, Mends(), STOP))
            try:
                routine = interpreter.members.value(base, "dispatch")  # with its decorators on
                if not isinstance(routine, Routine) or any(
                    raisers.may_hide_in(one, base, consumer.cls) for one in {method, routine.node}
                ):
                    return True
                outcomes = interpreter.follow(
                    replace(routine, bound=(Object(consumer.cls), *routine.bound)), (MESSAGE,)
                )
            except UndecidableError:
                return True
            if handled == message_type and any(one.thrown == STOP or not one.state.certain for one in outcomes):
                return True
            if domain.reached:
                return False
        return True  # it looks for its handlers in a way of its own
    return False
