"""What a call gives."""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values import forms, managers, objects
from codemods.async_views.values.attributes import attribute
from codemods.async_views.values.awaiting import awaited, waited_for
from codemods.async_views.values.blocking import call_of
from codemods.async_views.values.classes import object_of
from codemods.async_views.values.computed_names import reached_by
from codemods.async_views.values.harmless import facts as harmless
from codemods.async_views.values.harmless import is_apart, is_data, is_harmless, is_of_others
from codemods.async_views.values.instances import method_of, result_of, results_of
from codemods.async_views.values.keyed import item_of
from codemods.async_views.values.models import facts, model_of, user_model
from codemods.async_views.values.value import (
    LAZY,
    MANAGERS,
    NONE,
    PLAIN,
    UNKNOWN,
    Kind,
    Value,
    container,
    joined,
    tuple_of,
)
from codemods.facts import table
from codemods.routines import routine_at
from codemods.views.answers import answers_in

if TYPE_CHECKING:
    from codemods.async_views.values.values import Values

COMING_FROM_OUTSIDE = ("network", "subprocess")
"""What a call of these kinds gives was made by somebody else, and holds nothing that the call was given."""
HOLDERS = frozenset(f"collections.{name}" for name in ("OrderedDict", "defaultdict", "deque", "Counter", "ChainMap"))


@cache
def function_facts(name: str) -> dict[str, Any] | None:
    """What the table says of a function of Django, by its full name."""
    return next((entry for entry in table("django")["function"] if name in entry["names"]), None)


def result_of_call(call: ast.Call, values: Values) -> Value | None:
    """What a call gives; None while that depends on itself."""
    func = call.func
    if call in answers_in(values.routine, values.project):
        return Value(Kind.RESPONSE)
    inner = waited_for(call, values)
    if inner is not None:
        return awaited(inner, values)
    if isinstance(func, ast.Attribute):
        owner = values.now(func.value)
        if owner is None:
            return None
        if owner.kind is not Kind.NAMED:
            return joined(_of_method(one, func.attr, call, values) for one in owner.each)
    called = values.now(func)
    return None if called is None else joined(_of_called(one, call, values) for one in called.each)


def _of_called(called: Value, call: ast.Call, values: Values) -> Value | None:
    if called.kind is Kind.FOREIGN and is_of_others(called.name):
        return Value(Kind.FOREIGN, f"{called.name}()")
    known = called.kind is Kind.NAMED and called.symbol is not None
    return _of_symbol(called.symbol, call, values) if known and called.symbol else UNKNOWN


def _of_method(owner: Value, name: str, call: ast.Call, values: Values) -> Value | None:
    project = values.project
    match owner.kind:
        case Kind.QUERYSET | Kind.ROWS | Kind.MANAGER | Kind.RELATED:
            return _of_query(owner, name, call, project)
        case Kind.MODEL | Kind.USER:
            return _of_model(user_model(project) if owner.kind is Kind.USER else owner, name, project)
        case Kind.PLAIN | Kind.SESSION | Kind.REQUEST:
            known = owner.kind is not Kind.REQUEST or name in table("objects")["request"]["free"]
            return PLAIN if known else UNKNOWN
        case Kind.CONTAINER:
            return _of_container(owner, name, call, values)
        case Kind.FORM:
            return _of_form(owner, name, project)
        case Kind.INSTANCE:
            return _of_instance(owner, name)
        case Kind.FOREIGN:
            return Value(Kind.FOREIGN, f"{owner.name}.{name}()" if owner.name else "")
        case Kind.RESPONSE:
            return Value(Kind.FOREIGN, "builtins.response")
        case Kind.OBJECT if owner.cls is not None:
            found = results_of(owner, name, project)
            if found is not None:
                return found
            kept = attribute(owner, name, project).value
            if any(one.kind is Kind.NAMED for one in kept.each):
                return joined(_of_called(one, call, values) for one in kept.each)
            return _of_base(owner.cls, name, project)
    return UNKNOWN


def _of_query(owner: Value, name: str, call: ast.Call, project: Project) -> Value:
    own = managers.own_method(owner, name, project)
    given = managers.given_by(owner, name, call)
    if own is not None:
        found = result_of(own, managers.queryset_of(owner) if owner.kind in LAZY else owner, project)
        return found if found.kind is not Kind.UNKNOWN or given is None else given
    if given is not None:
        return given
    if name in table("django")["user"]["managers"] or name in facts()["managers"]["known"]:
        return replace(owner.element or UNKNOWN, loaded=frozenset())
    return UNKNOWN


def _of_model(owner: Value, name: str, project: Project) -> Value:
    routine = method_of(owner.cls, name, project) if owner.cls else None
    if routine is not None:
        return result_of(routine, owner, project)
    if name == "save":
        return NONE
    return PLAIN if name.startswith("get_") and name.endswith("_display") else UNKNOWN


def _of_container(owner: Value, name: str, call: ast.Call, values: Values) -> Value | None:
    element = owner.element
    if name in {"get", "items", "pop", "popitem", "popleft", "setdefault"} and values.may_be_filled(owner):
        return None
    match name:
        case "get" | "pop" | "setdefault" | "popleft":
            default = values.now(call.args[1]) if len(call.args) > 1 else NONE if name == "get" else None
            item = item_of(owner, call.args[0], values.project) if call.args and owner.cls is not None else element
            return joined([item or UNKNOWN, default])
        case "items":
            return container([tuple_of([PLAIN, element or UNKNOWN])])
        case "values" | "copy" | "union" | "intersection" | "difference":
            return Value(Kind.CONTAINER, element=element)
        case "popitem":
            return container([element or UNKNOWN])
    return PLAIN


def _of_form(owner: Value, name: str, project: Project) -> Value:
    if name == "save" and owner.cls is not None and method_of(owner.cls, "save", project) is None:
        return forms.instance(owner, project)
    return PLAIN if name in table("objects")["form"]["plain"] else UNKNOWN


def _of_instance(owner: Value, name: str) -> Value:
    known = objects.known(owner.name)
    if known is not None:
        return objects.given(known, name, owner.element)
    if owner.name.startswith("django."):
        return UNKNOWN
    return Value(Kind.FOREIGN, f"{owner.name}.{name}()")


def _of_base(cls: Class, name: str, project: Project) -> Value:
    """What a method gives that an object has from a base class of another package."""
    bases = tuple(table("objects")["view"]["bases"])
    outside = [base for base in project.mro(cls) if not isinstance(base, Class)]
    if not any(base is not None and base.name.startswith(bases) for base in outside):
        known = [base.name for base in outside if base is not None and base.name != "abc.ABC"]
        apart = [one for one in known if is_of_others(one)]
        return Value(Kind.FOREIGN, f"{apart[0]}.{name}()") if apart and apart == known else UNKNOWN
    model = project.member(Symbol(cls.name, cls, cls.module), "model")
    row = model_of(model, project)
    row = row if row.kind is Kind.MODEL else Value(Kind.MODEL)
    match name:
        case "get_queryset":
            return Value(Kind.QUERYSET, row.name, row.cls, row)
        case "get_object":
            return row
        case "render_to_response":
            return Value(Kind.RESPONSE)
    return UNKNOWN


def _of_symbol(symbol: Symbol, call: ast.Call, values: Values) -> Value | None:
    project = values.project
    if isinstance(symbol.definition, Function) and symbol.module is not None:
        routine = routine_at(symbol.definition, symbol.module, project)
        return result_of(routine, UNKNOWN, project) if routine else UNKNOWN
    if isinstance(symbol.definition, Class):
        return object_of(symbol.definition, project)
    if symbol.definition is not None:
        return UNKNOWN
    name = symbol.name
    if name.startswith("builtins."):
        return _of_builtin(name.removeprefix("builtins."), call, values)
    model = model_of(symbol, project)
    if model.kind is Kind.MODEL:
        return model
    known = function_facts(name)
    if known is not None:
        return _of_function(known, call, values)
    if name.replace("django.http.response.", "django.http.") in table("django")["responses"]["names"]:
        return Value(Kind.RESPONSE)
    if name == "django.contrib.auth.get_user_model":
        user = user_model(project)
        own = user.cls
        return Value(Kind.NAMED, user.name, symbol=Symbol(user.name, own, own.module if own else None))
    return _of_outside(name, call, values)


def _of_builtin(name: str, call: ast.Call, values: Values) -> Value | None:
    known = harmless()["builtins"]
    arguments = [one for one in call.args if not isinstance(one, ast.Starred)]
    if name in known["plain"]:
        return PLAIN
    if name == "enumerate" and arguments:
        return container([tuple_of([PLAIN, values.row(arguments[0])])])
    if name == "zip" and len(arguments) == len(call.args):
        return container([tuple_of(values.row(one) for one in arguments)])
    if name == "filter":
        return container([values.row(one) for one in arguments[1:]])
    if name in known["holding"]:
        held = [*(values.row(one) for one in arguments), *(values.now(word.value) for word in call.keywords)]
        return container(held if name not in {"sorted", "reversed"} else held[:1])
    if name in known["one"]:
        rows = [values.row(one) for one in arguments[:1]] if len(arguments) == 1 or name == "next" else []
        others = arguments[1:] if name == "next" else arguments if not rows else []
        default = [word.value for word in call.keywords if word.arg == "default"]
        return joined([*rows, *(values.now(one) for one in (*others, *default))])
    if name == "map" and arguments:
        return container([UNKNOWN])
    if name == "open":
        return Value(Kind.FOREIGN, "builtins.open()")
    if name == "getattr" and len(arguments) > 1 and isinstance(arguments[1], ast.Constant):
        reading = ast.copy_location(ast.Attribute(arguments[0], str(arguments[1].value), ast.Load()), call)
        return joined([values.now(reading), *(values.now(one) for one in arguments[2:])])
    if name == "getattr" and len(arguments) > 1:
        owner = values.now(arguments[0])
        found = reached_by(owner, arguments[1], values.project) if owner is not None else None
        return joined([found, *(values.now(one) for one in arguments[2:])])
    return Value(Kind.FOREIGN, "builtins.Exception") if name[:1].isupper() else UNKNOWN


def _of_function(known: dict[str, Any], call: ast.Call, values: Values) -> Value:
    rows = known.get("first")
    if rows is not None and call.args:
        source = values.of(call.args[0])
        row = source.element if source.kind in LAZY | MANAGERS else model_of(source.symbol, values.project)
        row = row if row is not None and row.kind is not Kind.UNKNOWN else Value(Kind.MODEL)
        return row if rows == "row" else container([row])
    match known.get("gives"):
        case "response":
            return Value(Kind.RESPONSE)
        case "plain":
            return PLAIN
        case "messages":
            return Value(Kind.ROWS, element=PLAIN)
        case "none":
            return NONE
        case "user":
            return user_model(values.project)
    return UNKNOWN


def _default_of(call: ast.Call, values: Values) -> Value | None:
    """What a `defaultdict` puts there by itself."""
    made = values.symbol_of(call.args[0]) if call.args else None
    name = made.name.removeprefix("builtins.") if made else ""
    if name in {"dict", "list", "set"}:
        return Value(Kind.CONTAINER)
    return PLAIN if name in {"bool", "float", "int", "str"} else UNKNOWN


def _of_outside(name: str, call: ast.Call, values: Values) -> Value:
    """What a function or class of another package gives."""
    if objects.known(name) is not None:
        return Value(Kind.INSTANCE, name, element=values.of(call.args[0]).row if call.args else None)
    if name in HOLDERS:
        return Value(Kind.CONTAINER, element=_default_of(call, values) if name.endswith("defaultdict") else None)
    if name.startswith("itertools."):
        iterables = call.args[:1] if name == "itertools.islice" else call.args
        return container([joined([values.row(one) for one in iterables]) or UNKNOWN])
    last = name.rpartition(".")[2]
    if name.startswith("django.forms.") and last.endswith("Form"):
        return Value(Kind.FORM)
    if is_data(name):
        return PLAIN
    if name.startswith("django."):
        is_class = last[:1].isupper()
        return Value(Kind.INSTANCE, name) if is_class and is_harmless(name) else UNKNOWN
    if last[:1].isupper():
        return Value(Kind.INSTANCE, name)
    waiting = call_of(name)
    if waiting is not None and waiting.kind in COMING_FROM_OUTSIDE:
        return Value(Kind.FOREIGN, f"{name}()")
    if not is_apart(name):
        return UNKNOWN
    given = [values.of(one) for one in (*call.args, *(word.value for word in call.keywords))]
    # what Python's own functions give may be what they were given, or call that
    known = is_of_others(name) or all(_is_pythons_own(one) for one in given)
    return Value(Kind.FOREIGN, f"{name}()") if known else UNKNOWN


def _is_pythons_own(value: Value) -> bool:
    """Whether a value is data, or something of Python itself that holds no more than that."""
    if value.kind in {Kind.FOREIGN, Kind.INSTANCE}:
        return is_apart(value.name) and not is_of_others(value.name)
    return value.kind in {Kind.PLAIN, Kind.REQUEST} or (value.kind is Kind.NAMED and is_data(value.name))
