"""The models of a project: which class is one, what its fields are, and which other models lead back to it."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values.value import UNKNOWN, Kind, Value
from codemods.facts import table

SOMEWHERE = "?"
"""The name of a model of which nobody knows which one it is."""
RELATION_WORDS = ("ForeignKey", "OneToOneField", "ManyToManyField", "ParentalKey", "GenericRelation")


class Sort(enum.Enum):
    """What reading a field does."""

    PLAIN = "plain"
    """It is there."""
    ONE = "one"
    """It gives another instance, and asks the database for that unless it was loaded before."""
    MANY = "many"
    """It gives a manager, and asks nobody."""
    FILE = "file"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Field:
    """A field of a model, or what leads back to it from another one; `target` is the instance at the other end."""

    sort: Sort
    target: Value = UNKNOWN


def facts() -> dict[str, Any]:
    """The table of the ORM."""
    return table("orm")


@cache
def outside(name: str) -> dict[str, Any] | None:
    """What is known of a model of another package, by its full name or its label."""
    entries = facts()["model"]
    return next((entry for entry in entries if name and (name in entry["names"] or name == entry["label"])), None)


def is_model(cls: Class, project: Project) -> bool:
    """Whether a class of the project is a model."""
    return _derives(cls, "models", project)


def _derives(cls: Class, bases: str, project: Project) -> bool:
    names = {base.name for base in project.mro(cls) if isinstance(base, Symbol)}
    return not names.isdisjoint(facts()["classes"][bases])


def is_known_whole(value: Value, project: Project) -> bool:
    """Whether every relation of an instance is known, whatever other packages do."""
    if value.cls is None:
        known = outside(value.name)
        return known is not None and not known.get("more", False)
    allowed = facts()["classes"]["known"]
    line = project.mro(value.cls)
    return all(isinstance(base, Class) or (base is not None and base.name in allowed) for base in line)


def fields_of(cls: Class, project: Project) -> dict[str, Field]:
    """The fields of a model of the project by their names, those that lead back to it too."""
    return project.once(("fields", cls), lambda: _fields(cls, project))


def _fields(cls: Class, project: Project) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for base in reversed(project.mro(cls)):
        if isinstance(base, Class):
            found |= dict(_own_fields(base, project))
            found |= _leading_back(project).get(base, {})
            found |= {heir.node.name.lower(): Field(Sort.ONE, _model(heir)) for heir in _children(base, cls, project)}
        elif base is not None:
            found |= fields_outside(base.name, project)
    parents = [base for base in project.mro(cls)[1:] if isinstance(base, Class) and _has_table(base, project)]
    found |= {f"{base.node.name.lower()}_ptr": Field(Sort.ONE, _model(base)) for base in parents}
    return found


def fields_outside(name: str, project: Project) -> dict[str, Field]:
    """The fields of a model of another package that are known."""
    known = outside(name) or {}
    found = {plain: Field(Sort.PLAIN) for plain in known.get("plain", ())}
    for sort, key in ((Sort.ONE, "one"), (Sort.MANY, "many")):
        for field, label in known.get(key, {}).items():
            found[field] = Field(sort, _by_label(label, project))
    return found


def _children(base: Class, cls: Class, project: Project) -> Iterator[Class]:
    """Yield the models that keep their fields in a table beside that of `base`."""
    if _has_table(base, project):
        yield from (heir for heir in project.descendants(base) if heir is not cls and _has_table(heir, project))


def _has_table(cls: Class, project: Project) -> bool:
    return is_model(cls, project) and not _meta(cls, "abstract") and not _meta(cls, "proxy")


def _meta(cls: Class, name: str) -> bool:
    """Whether an option of the class `Meta` inside of a model may be on."""
    meta = cls.module.classes.get(f"{cls.qualname}.Meta")
    bindings = meta.scope.names.get(name, ()) if meta else ()
    return any(not (isinstance(one.value, ast.Constant) and not one.value.value) for one in bindings)


def _own_fields(cls: Class, project: Project) -> Iterator[tuple[str, Field]]:
    for name, bindings in cls.scope.names.items():
        value = bindings[-1].value
        if len(bindings) == 1 and isinstance(value, ast.Call):
            field = _field(value, cls, project)
            if field is not None:
                yield name, field
                if field.sort is Sort.ONE:
                    yield f"{name}_id", Field(Sort.PLAIN)


def _field(call: ast.Call, cls: Class, project: Project) -> Field | None:
    """The field that a call in the body of a class makes; None if it makes something else."""
    symbol = project.resolve(call.func, cls.module, cls.within)
    name = _root(symbol, project)
    last = name.rpartition(".")[2]
    kinds = facts()["fields"]
    if last in kinds["one"]:
        return Field(Sort.ONE, _target(call, cls, project))
    if last in kinds["many"] or last in kinds["generic-many"]:
        return Field(Sort.MANY, _target(call, cls, project))
    if last in kinds["generic"]:
        return Field(Sort.ONE)
    if last in kinds["file"]:
        return Field(Sort.FILE)
    if last.endswith(("ForeignKey", "OneToOne", "Key", "Descriptor", "Property")):
        return Field(Sort.UNKNOWN)
    return Field(Sort.PLAIN) if last.endswith("Field") else None


def _root(symbol: Symbol | None, project: Project) -> str:
    """The name of a field's class, or of the class of another package that it derives from."""
    if symbol is None or not isinstance(symbol.definition, Class):
        return symbol.name if symbol else ""
    outer = [base for base in project.mro(symbol.definition) if not isinstance(base, Class)]
    return outer[0].name if outer and outer[0] is not None else ""


def _target(call: ast.Call, cls: Class, project: Project) -> Value:
    given = [word.value for word in call.keywords if word.arg == "to"]
    first = call.args[0] if call.args else given[0] if given else None
    return UNKNOWN if first is None else model_named(first, cls, project)


def model_named(node: ast.expr, cls: Class, project: Project) -> Value:
    """An instance of the model that an expression in the body of a class names."""
    match node:
        case ast.Constant(value="self"):
            return _model(cls)
        case ast.Constant(value=str(text)):
            return _by_label(text, project, cls)
        case ast.Attribute(attr="AUTH_USER_MODEL"):
            return user_model(project)
        case ast.Call(func=called):
            symbol = project.resolve(called, cls.module, cls.within)
            is_user = symbol is not None and symbol.name == "django.contrib.auth.get_user_model"
            return user_model(project) if is_user else UNKNOWN
    symbol = project.resolve(node, cls.module, cls.within)
    return model_of(symbol, project)


def model_of(symbol: Symbol | None, project: Project) -> Value:
    """An instance of the model that a name stands for; unknown if that is none."""
    if symbol is None:
        return UNKNOWN
    if isinstance(symbol.definition, Class):
        return _model(symbol.definition) if is_model(symbol.definition, project) else UNKNOWN
    return Value(Kind.MODEL, symbol.name) if symbol.definition is None and outside(symbol.name) else UNKNOWN


def _model(cls: Class) -> Value:
    return Value(Kind.MODEL, cls.name, cls)


def _by_label(text: str, project: Project, beside: Class | None = None) -> Value:
    """An instance of the model that a text such as `shop.Order` or `Order` names."""
    return project.once(("model by label", text, beside), lambda: _found_by_label(text, project, beside))


def _found_by_label(text: str, project: Project, beside: Class | None) -> Value:
    known = outside(text)
    if known is not None:
        return Value(Kind.MODEL, known["names"][0])
    app, _, name = text.rpartition(".")
    if beside is not None and not app and name in beside.module.classes:
        return _model(beside.module.classes[name])
    modules = project.modules_naming(name, f"class {name}")
    found = [module.classes[name] for module in modules if name in module.classes]
    found = [cls for cls in found if is_model(cls, project)]
    same = [cls for cls in found if app in cls.module.path.parts] if app and len(found) > 1 else found
    return _model(same[0]) if len(same) == 1 else UNKNOWN


def user_model(project: Project) -> Value:
    """An instance of the model of the users."""
    return project.once("user model", lambda: _user_model(project))


def _user_model(project: Project) -> Value:
    modules = project.modules_with("User", ("AbstractUser", "AbstractBaseUser"))
    classes = [cls for module in modules for cls in module.classes.values()]
    found = [cls for cls in classes if _derives(cls, "users", project) and not _meta(cls, "abstract")]
    if len(found) > 1:
        return Value(Kind.MODEL)
    return _model(found[0]) if found else Value(Kind.MODEL, "django.contrib.auth.models.User")


def _leading_back(project: Project) -> dict[Class | str, dict[str, Field]]:
    """For every model, by its class or its full name, what other models lead back to it."""
    return project.once("leading back", lambda: _all_leading_back(project))


def leading_back_to(name: str, project: Project) -> dict[str, Field]:
    """What models of the project lead back to one of another package, or SOMEWHERE."""
    return _leading_back(project).get(name, {})


def _all_leading_back(project: Project) -> dict[Class | str, dict[str, Field]]:
    found: dict[Class | str, dict[str, Field]] = {}
    for module in project.modules_with("", RELATION_WORDS):
        for cls in module.classes.values():
            if is_model(cls, project):
                for key, name, field in _relations_from(cls, project):
                    found.setdefault(key, {})[name] = field
    return found


def _relations_from(cls: Class, project: Project) -> Iterator[tuple[Class | str, str, Field]]:
    owners = [cls] if not _meta(cls, "abstract") else []
    owners += [heir for heir in project.descendants(cls) if not owners and not _meta(heir, "abstract")]
    for bindings in cls.scope.names.values():
        call = bindings[-1].value
        field = _field(call, cls, project) if isinstance(call, ast.Call) else None
        if field is None or field.sort not in {Sort.ONE, Sort.MANY} or not isinstance(call, ast.Call):
            continue
        single = _root(project.resolve(call.func, cls.module, cls.within), project).endswith("OneToOneField")
        key = field.target.cls or field.target.name or SOMEWHERE
        for owner in owners:
            name = _name_back(call, owner, single=single)
            if name:
                yield key, name, Field(Sort.ONE if single else Sort.MANY, _model(owner))


def _name_back(call: ast.Call, owner: Class, *, single: bool) -> str:
    given = next((word.value for word in call.keywords if word.arg == "related_name"), None)
    lower = owner.node.name.lower()
    if given is None:
        return lower if single else f"{lower}_set"
    if not (isinstance(given, ast.Constant) and isinstance(given.value, str)) or given.value.endswith("+"):
        return ""
    app = owner.module.path.parent.name
    return given.value.replace("%(class)s", lower).replace("%(app_label)s", app)
