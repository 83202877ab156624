"""What an object of a class of the project is: a model, a form, a queryset, data, or just an object."""

from __future__ import annotations

import ast
from dataclasses import replace

from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values.forms import is_form
from codemods.async_views.values.managers import is_queryset, makers_of
from codemods.async_views.values.models import facts, is_model
from codemods.async_views.values.value import PLAIN, UNKNOWN, Kind, Value, container
from codemods.facts import table

REQUESTS = ("django.http.HttpRequest", "django.http.request.HttpRequest", "django.core.handlers.asgi.ASGIRequest")


def object_of(cls: Class, project: Project) -> Value:
    """An object of a class of the project, or of one that derives from it."""
    if is_model(cls, project):
        return Value(Kind.MODEL, cls.name, cls)
    names = {base.name for base in project.mro(cls) if isinstance(base, Symbol)}
    if is_queryset(cls, project):
        return Value(Kind.QUERYSET, element=Value(Kind.MODEL), makers=(cls,))
    if not names.isdisjoint(facts()["classes"]["managers"]) or _is_mixed(cls):
        return Value(Kind.MANAGER, element=Value(Kind.MODEL), makers=makers_of(cls, project))
    if not names.isdisjoint(table("objects")["classes"]["mappings"]):
        return project.once(("mapping", cls), lambda: _mapping(cls, project))
    if is_choice(cls, project) and not _runs(cls, project):
        return PLAIN
    return Value(Kind.FORM if is_form(cls, project) else Kind.OBJECT, cls=cls)


def is_choice(cls: Class, project: Project) -> bool:
    """Whether what the body of a class assigns are objects of it, as in an enumeration."""
    known = table("objects")["classes"]["choices"]
    return any(isinstance(base, Symbol) and base.name in known for base in project.mro(cls))


def _mapping(cls: Class, project: Project) -> Value:
    """A dictionary with the keys that a class names; one that holds others of its kind holds what is not known."""
    from codemods.async_views.values.annotations import fields_told

    busy: set[Class] = project.once("mappings in work", set)
    if cls in busy:
        return UNKNOWN
    busy.add(cls)
    try:
        return replace(container(fields_told(cls, project)), cls=cls)
    finally:
        busy.discard(cls)


def told_by(cls: Class, project: Project) -> Value:
    """What somebody gets who is told that it is an object of a class of the project."""
    names = {base.name for base in project.mro(cls) if isinstance(base, Symbol)}
    if not names.isdisjoint(table("objects")["classes"]["protocols"]):
        return UNKNOWN  # whoever has such methods is one
    return Value(Kind.REQUEST) if not names.isdisjoint(REQUESTS) else object_of(cls, project)


def _is_mixed(cls: Class) -> bool:
    """Whether a class derives from what `Manager.from_queryset(...)` gives."""
    called = (base.func for base in cls.node.bases if isinstance(base, ast.Call))
    return any(isinstance(one, ast.Attribute) and one.attr == "from_queryset" for one in called)


def _runs(cls: Class, project: Project) -> bool:
    """Whether a class has functions of its own."""
    own = [base for base in project.mro(cls) if isinstance(base, Class)]
    return any(base.method(name) is not None for base in own for name in base.scope.names)
