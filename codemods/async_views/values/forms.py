"""Forms of a project: whether what they have checked is data, or holds instances of models."""

from __future__ import annotations

import ast
from dataclasses import replace

from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values.models import model_named
from codemods.async_views.values.value import PLAIN, UNKNOWN, Kind, Value, container
from codemods.facts import table


def is_form(cls: Class, project: Project) -> bool:
    """Whether a class of the project is a form."""
    bases = table("objects")["form"]["bases"]
    return any(isinstance(base, Symbol) and base.name in bases for base in project.mro(cls))


def is_of_model(cls: Class, project: Project) -> bool:
    """Whether a form is made for a model."""
    return any(isinstance(base, Symbol) and base.name.endswith("ModelForm") for base in project.mro(cls))


def is_left_unsaved(call: ast.Call, cls: Class | None, project: Project) -> bool:
    """Whether the `save()` of a form, which is Django's own, is told to write nothing."""
    own = cls is not None and all(
        isinstance(base, Class) or (isinstance(base, Symbol) and base.name.startswith("django."))
        for base in project.mro(cls)
    )
    told = [*call.args, *(word.value for word in call.keywords if word.arg == "commit")]
    return own and len(told) == 1 and isinstance(told[0], ast.Constant) and told[0].value is False


def cleaned(form: Value, project: Project) -> Value:
    """The dictionary of what a form has checked."""
    cls = form.cls
    if cls is None or not is_form(cls, project):
        return container([UNKNOWN])
    own = [base for base in project.mro(cls) if isinstance(base, Class)]
    choosing = any(_chooses(base, project) for base in own)
    return replace(container([UNKNOWN if choosing or is_of_model(cls, project) else PLAIN]), cls=cls)


def _chooses(cls: Class, project: Project) -> bool:
    """Whether a field of a form gives what is not known to be data."""
    for name, bindings in cls.scope.names.items():
        if name.startswith("clean"):
            return True
        value = bindings[-1].value
        if isinstance(value, ast.Call):
            symbol = project.resolve(value.func, cls.module, cls.within)
            named = symbol.name if symbol else ""
            choosing = named.rpartition(".")[2] in table("objects")["form"]["choosing"]
            if choosing or not named.startswith("django."):
                return True
    return False


def instance(form: Value, project: Project) -> Value:
    """The instance that a form is for."""
    for base in project.mro(form.cls) if form.cls else ():
        meta = base.module.classes.get(f"{base.qualname}.Meta") if isinstance(base, Class) else None
        bindings = meta.scope.names.get("model", ()) if meta else ()
        if meta is not None and bindings:
            # the body of the class has the name as an import or as an expression
            return model_named(_assigned(meta, "model"), meta, project)
    return Value(Kind.MODEL)


def _assigned(cls: Class, name: str) -> ast.expr:
    for node in cls.node.body:
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
            return node.value
    return ast.Constant(None)
