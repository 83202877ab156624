"""What reading an attribute gives, and whether that asks the database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values import objects
from codemods.async_views.values.annotated import is_put_on_objects
from codemods.async_views.values.harmless import is_apart
from codemods.async_views.values.managers import manager_of, related
from codemods.async_views.values.models import (
    SOMEWHERE,
    Field,
    Sort,
    facts,
    fields_of,
    fields_outside,
    is_known_whole,
    leading_back_to,
    outside,
    user_model,
)
from codemods.async_views.values.value import LAZY, MANAGERS, PLAIN, UNKNOWN, Kind, Value, joined
from codemods.facts import table
from codemods.routines import Routine


@dataclass(frozen=True)
class Reading:
    """What reading an attribute gives.

    Attributes:
        value: The value.
        asks: Whether it asks the database, or may do so.
        sure: Whether that is known.
        routines: The properties of the project of which one is run for it.
    """

    value: Value
    asks: bool = False
    sure: bool = True
    routines: tuple[Routine, ...] = ()


UNSURE = Reading(UNKNOWN, asks=True, sure=False)
NAMES = frozenset({"__doc__", "__module__", "__name__", "__qualname__"})
"""What classes and functions are called; no package makes these ask anybody."""


def attribute(owner: Value, name: str, project: Project) -> Reading:
    """What `owner.name` gives, if it is no method that is called."""
    if name in NAMES and owner.kind is not Kind.USER:
        return Reading(PLAIN)
    match owner.kind:
        case Kind.ONE_OF:
            return _of_any([attribute(one, name, project) for one in owner.among])
        case Kind.PLAIN | Kind.NAMED:
            return Reading(PLAIN if owner.kind is Kind.PLAIN else UNKNOWN)
        case Kind.REQUEST:
            return Reading(_of_request(name))
        case Kind.RESPONSE if name in table("objects")["response"]["plain"]:
            return Reading(PLAIN)
        case Kind.USER:
            return _of_model(user_model(project), name, project)
        case Kind.MODEL:
            return _of_model(owner, name, project)
        case Kind.OBJECT if owner.cls is not None:
            from codemods.async_views.values.instances import of_instance

            return of_instance(owner.cls, name, project)
        case Kind.INSTANCE:
            return _of_instance(owner, name)
        case Kind.FORM:
            return _of_form(owner, name, project)
        case Kind.FOREIGN:
            value = Value(Kind.FOREIGN, f"{owner.name}.{name}" if owner.name else "")
            return Reading(value) if not owner.name or is_apart(owner.name) else Reading(value, asks=True, sure=False)
        case Kind.UNKNOWN:
            return UNSURE
    if owner.kind in LAZY | MANAGERS and name == "model" and owner.cls is not None:
        return Reading(Value(Kind.NAMED, owner.cls.name, symbol=Symbol(owner.cls.name, owner.cls, owner.cls.module)))
    return Reading(UNKNOWN)


def _of_any(readings: list[Reading]) -> Reading:
    """What reading an attribute gives of one of several objects."""
    return Reading(
        joined(one.value for one in readings) or UNKNOWN,
        any(one.asks for one in readings),
        all(one.sure for one in readings),
        tuple(routine for one in readings for routine in one.routines),
    )


def _of_request(name: str) -> Value:
    known: dict[str, Any] = table("objects")["request"]
    if name in known["plain"]:
        return PLAIN
    special = {
        "user": Value(Kind.USER),
        "session": Value(Kind.SESSION),
        "FILES": Value(Kind.CONTAINER, element=Value(Kind.INSTANCE, "django.core.files.uploadedfile.UploadedFile")),
        "resolver_match": Value(Kind.INSTANCE, "django.urls.ResolverMatch"),
    }
    return special.get(name, UNKNOWN)


def _of_model(owner: Value, name: str, project: Project) -> Reading:
    field = _fields(owner, project).get(name)
    if field is not None:
        return _of_field(field, owner, name, project)
    if name in facts()["instance"]["plain"] or name in facts()["instance"]["free"]:
        return Reading(PLAIN, asks=not owner.whole and name not in {"id", "pk", "_meta", "_state"})
    for base in project.mro(owner.cls) if owner.cls else ():
        if isinstance(base, Class) and name in base.scope.names:
            return _of_member(base, name, owner, project)
    if manager_of(owner, name, project) is not None:
        return UNSURE
    if not is_known_whole(owner, project):
        known = _outside(owner, project)
        return Reading(UNKNOWN) if any(name in entry.get("free", ()) for entry in known) else UNSURE
    if name in leading_back_to(SOMEWHERE, project) or not is_put_on_objects(name, project):
        return UNSURE  # a relation whose other end cannot be read, or that another package has made
    return Reading(UNKNOWN if _has_attributes_of_prefetching(project) else PLAIN)


def _fields(owner: Value, project: Project) -> dict[str, Field]:
    if owner.cls is not None:
        return fields_of(owner.cls, project)
    return {**fields_outside(owner.name, project), **leading_back_to(owner.name, project)}


def _outside(owner: Value, project: Project) -> list[dict[str, Any]]:
    """What is known of the models of other packages that a model derives from."""
    line = [base.name for base in project.mro(owner.cls) if isinstance(base, Symbol)] if owner.cls else [owner.name]
    return [entry for name in line if (entry := outside(name)) is not None]


def _has_attributes_of_prefetching(project: Project) -> bool:
    return project.once("to_attr", lambda: next(iter(project.modules_with("to_attr", ("to_attr",))), None) is not None)


def _of_field(field: Field, owner: Value, name: str, project: Project) -> Reading:
    match field.sort:
        case Sort.PLAIN:
            return Reading(PLAIN, asks=not owner.whole)
        case Sort.MANY:
            return Reading(related(field.target, project))
        case Sort.FILE:
            return Reading(Value(Kind.INSTANCE, "django.db.models.fields.files.FieldFile"), asks=not owner.whole)
        case Sort.ONE:
            inner = frozenset(path[len(name) + 2 :] for path in owner.loaded if path.startswith(f"{name}__"))
            target = replace(field.target, loaded=inner) if field.target.kind is Kind.MODEL else field.target
            return Reading(target, asks=name not in owner.loaded)
    return UNSURE


def _of_member(cls: Class, name: str, owner: Value, project: Project) -> Reading:
    """What the body of a class binds to a name."""
    from codemods.async_views.values.instances import of_member

    reading = of_member(cls, name, owner, project)
    return replace(reading, asks=True) if not owner.whole and reading.routines else reading


def _of_instance(owner: Value, name: str) -> Reading:
    known = objects.known(owner.name)
    if known is not None:
        value = objects.given(known, name, owner.element)
        return Reading(value, asks=not objects.is_free(known, name))
    if owner.name.startswith("django.") or not owner.name:
        return UNSURE
    return Reading(Value(Kind.FOREIGN, f"{owner.name}.{name}"), asks=not is_apart(owner.name), sure=False)


def _of_form(owner: Value, name: str, project: Project) -> Reading:
    known = table("objects")["form"]
    if name == "cleaned_data":
        from codemods.async_views.values.forms import cleaned

        return Reading(cleaned(owner, project))
    if name == "instance":
        from codemods.async_views.values.forms import instance

        return Reading(instance(owner, project))
    return Reading(PLAIN if name in known["plain"] else UNKNOWN, asks=name not in known["free"])
