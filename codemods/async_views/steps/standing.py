"""What is known of a call that is no step of any other kind: whether the event loop's thread may make it."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterable, Sequence

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.resolution import Symbol
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place, called
from codemods.async_views.values import forms, objects
from codemods.async_views.values.attributes import attribute
from codemods.async_views.values.blocking import is_quick
from codemods.async_views.values.harmless import facts, is_apart, is_harmless
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.models import is_model, model_of
from codemods.async_views.values.value import LAZY, MANAGERS, Kind, Value
from codemods.facts import table


class Standing(enum.Enum):
    """What a call does to the thread that makes it."""

    HARMLESS = "harmless"
    """It asks nobody, and does not look into what it is given."""
    KNOWN = "known"
    """Other kinds of steps know it: it is one of those, or asks nobody."""
    LOOKING = "looking"
    """It asks nobody, but iterates over what it is given, or makes text of that."""
    UNKNOWN = "unknown"
    LOST = "lost"
    """Nobody knows even what its name stands for."""


def standing_of(call: ast.Call, body: Body) -> Standing:
    """What is known of a call."""
    func = call.func
    if isinstance(body.parents[call], ast.Raise) and body.called(call).rpartition(".")[2][:1].isupper():
        return Standing.HARMLESS  # an error, of whatever package
    if is_quick(called(call, Place.inside(body.routine, body.project))):
        return Standing.HARMLESS
    if isinstance(func, ast.Attribute):
        if isinstance(func.value, ast.Call) and body.called(func.value) == "builtins.super":
            return _of_super(func.attr, body)
        owner = body.values.of(func.value)
        if owner.kind is not Kind.NAMED:
            return _worst(_of_method(one, func, body) for one in owner.each)
    value = body.values.of(func)
    known = [standing for one in value.each if (standing := _of_called(one, body)) is not None]
    if len(known) == len(value.each):
        return _worst([*known, Standing.LOOKING] if _is_told_how(call, body) else known)
    return Standing.LOST if isinstance(func, ast.Name) and _is_lost(func, body) else Standing.UNKNOWN


def _is_told_how(call: ast.Call, body: Body) -> bool:
    """Whether a call that takes data is told how to make text of anything else."""
    words = facts()["looking"]["told"].get(body.called(call), ())
    told = [body.values.symbol_of(word.value) for word in call.keywords if word.arg in words]
    return any(one is None or one.name not in facts()["looking"]["telling"] for one in told)


def _worst(standings: Iterable[Standing]) -> Standing:
    """What is known of what may be one of several calls."""
    return max(standings, key=[*Standing].index)


def _of_called(value: Value, body: Body) -> Standing | None:
    """What is known of a call of something with a name, or of what another package gave; else None."""
    if value.kind is Kind.NAMED and value.symbol is not None:
        return _of_symbol(value.symbol, body)
    return Standing.HARMLESS if value.kind is Kind.FOREIGN and is_apart(value.name) else None


def _of_super(name: str, body: Body) -> Standing:
    """A method of the bases: of Django's own ones, those that do nothing are known."""
    cls = body.routine.cls
    for base in body.project.mro(cls)[1:] if cls else ():
        if isinstance(base, Class) and name in base.scope.names:
            return Standing.KNOWN
    outside = [base.name for base in body.project.mro(cls) if isinstance(base, Symbol)] if cls else []
    if all(is_harmless(one) and not one.startswith("django.") for one in outside) and outside:
        return Standing.HARMLESS
    return Standing.HARMLESS if name == "__init__" or _is_free(name, outside) else Standing.UNKNOWN


def _is_free(name: str, outside: Sequence[str]) -> bool:
    """Whether a method that a class has from others asks nobody."""
    known = facts()["views"]
    rest = tuple(table("objects")["view"]["bases"])
    return name in known["free"] or (name in known["rest"] and all(base.startswith(rest) for base in outside))


def _is_lost(node: ast.Name, body: Body) -> bool:
    routine = body.routine
    local = any(node.id in body.project.function_scope(function).names for function in routine.within)
    return not local and not body.values.binds(node) and body.values.symbol_of(node) is None


def _of_method(owner: Value, func: ast.Attribute, body: Body) -> Standing:
    name = func.attr
    looking = Standing.LOOKING if name in facts()["looking"]["methods"] else Standing.HARMLESS
    if owner.kind in LAZY | MANAGERS | {Kind.MODEL, Kind.USER, Kind.SESSION, Kind.FORM}:
        return Standing.KNOWN
    match owner.kind:
        case Kind.PLAIN:
            return looking
        case Kind.CONTAINER:
            return Standing.LOOKING if name == "sort" else looking
        case Kind.RESPONSE:
            return Standing.UNKNOWN if name == "render" else looking
        case Kind.REQUEST:
            return Standing.HARMLESS if name in table("objects")["request"]["free"] else Standing.UNKNOWN
        case Kind.INSTANCE:
            known = objects.known(owner.name)
            if known is not None:
                return Standing.KNOWN
            return looking if is_apart(owner.name) else Standing.UNKNOWN
        case Kind.FOREIGN:
            return looking if not owner.name or is_apart(owner.name) else Standing.UNKNOWN
        case Kind.OBJECT if owner.cls is not None:
            return _of_own_object(owner.cls, name, body)
    if isinstance(func.value, ast.Name) and _is_lost(func.value, body):
        return Standing.LOST
    return Standing.UNKNOWN


def _of_own_object(cls: Class, name: str, body: Body) -> Standing:
    if method_of(cls, name, body.project) is not None:
        return Standing.KNOWN
    kept = attribute(Value(Kind.OBJECT, cls=cls), name, body.project).value
    known = [standing for one in kept.each if (standing := _of_called(one, body)) is not None]
    if len(known) == len(kept.each):
        return _worst(known)
    outside = [
        base.name if isinstance(base, Symbol) else "" for base in body.project.mro(cls) if not isinstance(base, Class)
    ]
    return Standing.HARMLESS if _is_free(name, outside) else Standing.UNKNOWN


def _of_symbol(symbol: Symbol, body: Body) -> Standing:
    if isinstance(symbol.definition, Function):
        return Standing.KNOWN
    if isinstance(symbol.definition, Class):
        return _of_class(symbol.definition, body)
    if symbol.definition is not None:
        return Standing.UNKNOWN
    if symbol.name.endswith((".DoesNotExist", ".MultipleObjectsReturned")):
        return Standing.HARMLESS
    if not is_harmless(symbol.name):
        return Standing.UNKNOWN
    if model_of(symbol, body.project).kind is Kind.MODEL:
        return Standing.HARMLESS
    known = facts()["looking"]
    is_blind = symbol.name.removeprefix("builtins.") in facts()["builtins"]["blind"]
    if is_blind or any(begins(symbol.name, one) for one in known["except"]):
        return Standing.HARMLESS
    if symbol.name in table("django")["responses"]["lazy"]:
        return Standing.HARMLESS
    looks = any(begins(symbol.name, one) for one in known["modules"])
    return Standing.LOOKING if looks else Standing.HARMLESS


def begins(name: str, beginning: str) -> bool:
    """Whether a dotted name is another one, or stands below that."""
    return name == beginning or name.startswith(f"{beginning}.")


def _of_class(cls: Class, body: Body) -> Standing:
    """Making an object of a class of the project; its `__init__` is a function of the project."""
    project = body.project
    if is_model(cls, project) or forms.is_form(cls, project) or method_of(cls, "__init__", project) is not None:
        return Standing.KNOWN
    outside = [base for base in project.mro(cls) if not isinstance(base, Class)]
    return Standing.HARMLESS if all(base and is_harmless(base.name) for base in outside) else Standing.UNKNOWN
