"""What a name stands for that is bound to one thing for good: a class, a function, a module, a constant."""

from __future__ import annotations

import ast
from dataclasses import replace

from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values.annotations import beside, better, told
from codemods.async_views.values.classes import is_choice, object_of
from codemods.async_views.values.filling import filled
from codemods.async_views.values.harmless import is_of_others
from codemods.async_views.values.managers import manager_of
from codemods.async_views.values.models import model_of
from codemods.async_views.values.value import PLAIN, RUNNING, UNKNOWN, Kind, Value
from codemods.facts import table


def value_of(symbol: Symbol, project: Project) -> Value:
    """The value of a name."""
    if isinstance(symbol.definition, ast.expr):
        from codemods.async_views.values.values import Values

        busy: set[ast.expr] = project.once("names in work", set)
        if symbol.module is None or symbol.definition in busy:
            return UNKNOWN
        busy.add(symbol.definition)
        try:
            found = Values.of_module(symbol.module, project).of(symbol.definition)
        finally:
            busy.discard(symbol.definition)
        annotation = beside(symbol.definition, symbol.module, project)
        value = better(found, annotation, symbol.module, project) or UNKNOWN
        row = told(annotation, symbol.module, project).row
        if value.kind is Kind.CONTAINER and row.kind in RUNNING and row.is_known:
            return replace(value, element=row, parts=())  # whoever fills it keeps to that
        return filled(value, symbol.name.rpartition(".")[2], project)
    known = table("objects")["named"].get(symbol.name) if symbol.definition is None else None
    if known is not None:
        return Value(Kind.INSTANCE, known)
    if symbol.definition is None and symbol.name.startswith("django.db.models.signals."):
        return Value(Kind.INSTANCE, "django.dispatch.Signal")
    return Value(Kind.NAMED, symbol.name, symbol=symbol)


def member_of(owner: Symbol, name: str, project: Project) -> Value:
    """The value of an attribute of a class or module."""
    if owner.definition is None and owner.name == "django.conf.settings":
        return PLAIN
    model = model_of(owner, project)
    if model.kind is Kind.MODEL:
        if name == "_meta":
            return Value(Kind.FOREIGN, "builtins.options")
        manager = manager_of(model, name, project)
        if manager is not None:
            return manager
    if isinstance(owner.definition, Class):
        return _of_class(owner.definition, name, project)
    found = project.member(owner, name)
    return value_of(found, project) if found is not None else UNKNOWN


def _of_class(cls: Class, name: str, project: Project) -> Value:
    for base in project.mro(cls):
        if isinstance(base, Class) and name in base.scope.names:
            if is_choice(cls, project) and base.method(name) is None:
                return object_of(cls, project)
            found = project.member(Symbol(base.name, base, base.module), name)
            return value_of(found, project) if found is not None else UNKNOWN
    outer = next((base for base in project.mro(cls) if isinstance(base, Symbol)), None)
    if outer is not None and outer.name.startswith("django.db.models.") and outer.name.endswith("Choices"):
        return PLAIN
    if outer is not None and is_of_others(outer.name):
        return Value(Kind.FOREIGN, f"{outer.name}.{name}")
    if name in {"DoesNotExist", "MultipleObjectsReturned"}:
        return Value(Kind.NAMED, f"{cls.name}.{name}", symbol=Symbol(f"{cls.name}.{name}"))
    return UNKNOWN
