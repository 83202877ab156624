"""Finds decorators that take StopConsumer for a failure and call the method again."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.flow import conditions
from channels_fix.flow.values import Many, Named, Value
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Rule
from codemods.consumers import consumers_of
from codemods.facts import table
from codemods.stop_consumer.domain import STOP
from codemods.stop_consumer.triggers import HOOKS


@dataclass(frozen=True)
class Decorator:
    """One decorator of a method, with the arguments that it is given."""

    node: ast.expr
    name: str
    arguments: tuple[ast.expr, ...]
    keywords: dict[str | None, ast.expr]


def retried(rule: Rule, module: Module, project: Project) -> Iterator[Finding]:
    """Yield the decorators in `module` that handle the disconnect again when StopConsumer comes.

    Args:
        rule: Whose findings they are.
        module: The file.
        project: The index.
    """
    for cls in module.classes.values():
        for name in HOOKS:
            method = cls.method(name)
            if method is None or not method.decorator_list:
                continue
            names = sorted(consumer.cls.node.name for consumer in consumers_of(cls, project))
            for decorator in _decorators(method, cls, project) if names else ():
                advice = _advice(decorator, method, cls, project)
                if advice:
                    yield Finding(
                        module.path,
                        rule.code,
                        rule.name,
                        f"{cls.node.name}.{name}: `{decorator.name}` takes StopConsumer for a failure "
                        "and handles the disconnect again",
                        module.span(decorator.node),
                        Applicability.DISPLAY,
                        reason=f"exempt StopConsumer: {advice}",
                        hurt=tuple(hurt for hurt in names if hurt != cls.node.name),
                    )


def _decorators(method: Function, cls: Class, project: Project) -> Iterator[Decorator]:
    for node in method.decorator_list:
        function = node.func if isinstance(node, ast.Call) else node
        symbol = project.resolve(function, cls.module, cls.within)
        if symbol is None or symbol.definition is not None:
            continue
        call = node if isinstance(node, ast.Call) else ast.Call(function, [], [])
        keywords = {keyword.arg: keyword.value for keyword in call.keywords}
        yield Decorator(node, symbol.name, tuple(call.args), keywords)


def _advice(decorator: Decorator, method: Function, cls: Class, project: Project) -> str:
    """How StopConsumer can be exempted; empty when it is not retried, or when that cannot be known."""
    for entry in table("retries")["retry"]:
        if decorator.name not in entry["names"] or (entry.get("sync") and isinstance(method, ast.AsyncFunctionDef)):
            continue
        if None in decorator.keywords or any(veto in decorator.keywords for veto in entry.get("veto", ())):
            return ""
        position = entry.get("position", len(decorator.arguments))
        given = decorator.keywords.get(entry["keyword"], next(iter(decorator.arguments[position:]), None))
        if given is None:
            return entry["advice"] if entry.get("always") else ""
        return entry["advice"] if _names_stop(given, cls, project) else ""
    return ""


def _names_stop(given: ast.expr, cls: Class, project: Project) -> bool:
    """Whether StopConsumer surely is one of the errors that an argument speaks of."""
    if isinstance(given, ast.Call):
        symbol = project.resolve(given.func, cls.module, cls.within)
        if symbol is None or symbol.name not in table("retries")["conditions"]["catching"]:
            return False
        given = given.args[0] if given.args else ast.Name("Exception", ast.Load())
    return conditions.catches(_classes(given, cls, project), STOP, project) is True


def _classes(given: ast.expr, cls: Class, project: Project) -> Value:
    if isinstance(given, ast.Tuple | ast.List):
        return Many(tuple(_classes(part, cls, project) for part in given.elts))
    symbol = project.resolve(given, cls.module, cls.within)
    return Named(symbol) if symbol else Value()
