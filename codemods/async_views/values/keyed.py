"""Dictionaries of which the keys are known: what a form has checked, and those that a class describes."""

from __future__ import annotations

import ast

from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values import forms
from codemods.async_views.values.annotations import field_told
from codemods.async_views.values.instances import method_of, result_of
from codemods.async_views.values.models import Sort, fields_of
from codemods.async_views.values.value import PLAIN, UNKNOWN, Kind, Value
from codemods.facts import table

UPLOADED = Value(Kind.INSTANCE, "django.core.files.uploadedfile.UploadedFile")


def item_of(owner: Value, key: ast.expr, project: Project) -> Value:
    """What a container has under a key, or in any place where that is not known."""
    if owner.cls is None or not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
        return owner.row
    if not forms.is_form(owner.cls, project):
        lines = (field_told(one, key.value, project) for one in project.mro(owner.cls) if isinstance(one, Class))
        return next((one for one in lines if one is not None), owner.row)
    return _checked(owner.cls, key.value, project)


def _checked(cls: Class, name: str, project: Project) -> Value:
    """What a form has under a name once it is checked."""
    if _puts_items(cls, project):
        return UNKNOWN
    busy: set[tuple[Class, str]] = project.once("fields in work", set)
    own = method_of(cls, f"clean_{name}", project)
    if own is None or (cls, name) in busy:
        return _field(cls, name, project)
    busy.add((cls, name))
    try:
        return result_of(own, UNKNOWN, project)
    finally:
        busy.discard((cls, name))


def _field(cls: Class, name: str, project: Project) -> Value:
    for base in project.mro(cls):
        bindings = base.scope.names.get(name, ()) if isinstance(base, Class) else ()
        if isinstance(base, Class) and bindings:
            value = bindings[-1].value
            symbol = project.resolve(value.func, base.module, base.within) if isinstance(value, ast.Call) else None
            return _of_class(symbol)
    model = forms.instance(Value(Kind.FORM, cls=cls), project) if forms.is_of_model(cls, project) else UNKNOWN
    field = fields_of(model.cls, project).get(name) if model.cls is not None else None
    match field.sort if field is not None else None:
        case Sort.PLAIN:
            return PLAIN
        case Sort.FILE:
            return UPLOADED
        case Sort.ONE if field is not None:
            return field.target
    return UNKNOWN


def _of_class(symbol: Symbol | None) -> Value:
    """What a field of a form gives, by its class."""
    package, _, name = symbol.name.rpartition(".") if symbol is not None and symbol.definition is None else ("", "", "")
    known = table("objects")["form"]
    if not package.startswith("django.") or name in known["choosing"]:
        return UNKNOWN
    return UPLOADED if name in known["uploading"] else PLAIN


def _puts_items(cls: Class, project: Project) -> bool:
    """Whether the methods of a form put into what is checked, or into its fields, what is not written there."""
    own = [base for base in project.mro(cls) if isinstance(base, Class)]
    return any(project.once(("puts items", base), lambda base=base: _stores(base)) for base in own)  # type: ignore[misc]


def _stores(cls: Class) -> bool:
    for node in ast.walk(cls.node):
        match node:
            case ast.Subscript(ctx=ast.Store()) | ast.Attribute(attr="update" | "setdefault"):
                return True
            case ast.FunctionDef(name="clean") if any(
                isinstance(one, ast.Dict | ast.DictComp) for one in ast.walk(node)
            ):
                return True
    return False
