"""What annotations tell: of parameters, of what functions give, of names and the fields of classes."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.nodes import all_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values import objects
from codemods.async_views.values.classes import REQUESTS, told_by
from codemods.async_views.values.harmless import is_apart, is_data
from codemods.async_views.values.models import model_of
from codemods.async_views.values.value import NONE, PLAIN, UNKNOWN, Kind, Value, container, joined, tuple_of
from codemods.facts import table

DATA = frozenset(f"builtins.{name}" for name in ("bool", "bytes", "float", "int", "str"))


def told(node: ast.expr | None, module: Module, project: Project, within: Sequence[Function] = ()) -> Value:
    """What something is by its annotation; unknown if there is none, or it says nothing that is known.

    Args:
        node: The annotation.
        module: Where it is written.
        project: The index.
        within: The functions around it.
    """
    match node:
        case ast.Constant(value=None):
            return NONE
        case ast.Constant(value=str()):
            return told(_read(node, project), module, project, within)
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return _either([left, right], module, project, within)
        case ast.Subscript(value=outer, slice=inner):
            symbol = project.resolve(outer, module, within)
            parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            return _of_parts(symbol, parts, module, project, within) if symbol is not None else UNKNOWN
        case ast.Name() | ast.Attribute():
            return _named(project.resolve(node, module, within), project)
    return UNKNOWN


def better(found: Value | None, annotation: ast.expr | None, module: Module, project: Project) -> Value | None:
    """What something is by what it was given; by its annotation where that is nothing, or is not known."""
    if annotation is None:
        return found
    if found is None or found.is_none or not found.is_known:
        by_annotation = told(annotation, module, project)
        return by_annotation if by_annotation.kind is not Kind.UNKNOWN else found
    if found.kind is Kind.CONTAINER and (found.element is None or not found.element.is_known):
        row = told(annotation, module, project).row
        return replace(found, element=row) if row.is_known else found
    return found


def beside(node: ast.expr, module: Module, project: Project) -> ast.expr | None:
    """The annotation of what an expression is assigned to, if there is one."""
    return project.once(("assigned with annotations", module), lambda: dict(_assigned(module))).get(node)


def _assigned(module: Module) -> Iterator[tuple[ast.expr, ast.expr]]:
    for node in all_nodes(module.tree):
        match node:
            case ast.AnnAssign(annotation=annotation, value=ast.expr() as value):
                yield value, annotation


def field_told(cls: Class, name: str, project: Project) -> Value | None:
    """What the body of a class says that its objects have under a name; None if it says nothing."""
    node = project.once(("annotated fields", cls), lambda: dict(_annotated(cls))).get(name)
    return None if node is None else told(node, cls.module, project, cls.within)


def fields_told(cls: Class, project: Project) -> Iterator[Value]:
    """Yield what a class and its bases say that an object has."""
    for base in project.mro(cls):
        if isinstance(base, Class):
            yield from (told(node, base.module, project, base.within) for _, node in _annotated(base))


def _annotated(cls: Class) -> Iterator[tuple[str, ast.expr]]:
    for node in cls.node.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                yield name, annotation


def _read(node: ast.expr, project: Project) -> ast.expr | None:
    """An annotation that is written as text."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
    return project.once(("annotation", node), lambda: _parsed(text)) if text is not None else None


def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        return None


def _either(parts: Sequence[ast.expr], module: Module, project: Project, within: Sequence[Function]) -> Value:
    return joined(told(one, module, project, within) for one in parts) or UNKNOWN


def _of_parts(
    outer: Symbol, parts: Sequence[ast.expr], module: Module, project: Project, within: Sequence[Function]
) -> Value:
    """What is written with brackets: `list[Order]`, `Optional[Backend]`."""
    known = table("objects")["annotations"]
    last = parts[-1]
    if outer.name in known["either"]:
        return _either([*parts, ast.Constant(None)], module, project, within)
    if outer.name in known["same"]:
        return told(parts[0], module, project, within)
    if outer.name in known["classes"]:
        return _class_told(last, module, project, within)
    if outer.name in known["querysets"]:
        row = told(last, module, project, within)
        return Value(Kind.QUERYSET, row.name, row.cls, row if row.kind is Kind.MODEL else Value(Kind.MODEL))
    is_tuple = outer.name in known["tuples"]
    if is_tuple and not (isinstance(last, ast.Constant) and last.value is Ellipsis):
        return tuple_of(told(one, module, project, within) for one in parts)
    if outer.name in known["containers"]:
        return container([told(last, module, project, within)])
    if is_tuple or outer.name in known["lists"]:
        return _list_of(told(parts[0], module, project, within))
    return _named(outer, project)


def _class_told(node: ast.expr, module: Module, project: Project, within: Sequence[Function]) -> Value:
    """A class of the project, or one that derives from it: `type[Backend]`."""
    symbol = project.resolve(_read(node, project) or node, module, within)
    cls = symbol.definition if symbol is not None else None
    if not isinstance(cls, Class):
        return UNKNOWN
    classes = [Symbol(one.name, one, one.module) for one in (cls, *project.descendants(cls))]
    return joined(Value(Kind.NAMED, one.name, symbol=one) for one in classes) or UNKNOWN


def _list_of(row: Value) -> Value:
    """A list; who asks for one of rows, or of data, is often given a queryset."""
    is_apart = all(one.kind in {Kind.INSTANCE, Kind.NAMED, Kind.OBJECT} for one in row.each)
    return container([row]) if is_apart else Value(Kind.ROWS, row.name, row.cls, row)


def _named(symbol: Symbol | None, project: Project) -> Value:
    if symbol is None:
        return UNKNOWN
    if isinstance(symbol.definition, Class):
        return told_by(symbol.definition, project)
    if symbol.definition is not None:
        return UNKNOWN
    known = table("objects")["annotations"]
    if symbol.name in DATA:
        return PLAIN
    if symbol.name in REQUESTS:
        return Value(Kind.REQUEST)
    if symbol.name in known["querysets"]:
        return Value(Kind.QUERYSET, element=Value(Kind.MODEL))
    if symbol.name.replace("django.http.response.", "django.http.") in table("django")["responses"]["names"]:
        return Value(Kind.RESPONSE)
    if symbol.name in known["containers"]:
        return container([UNKNOWN])
    if symbol.name in {*known["lists"], *known["tuples"]}:
        return _list_of(UNKNOWN)
    model = model_of(symbol, project)
    if model.kind is Kind.MODEL:
        return model
    if is_data(symbol.name):
        return PLAIN
    if objects.known(symbol.name) is not None:
        return Value(Kind.INSTANCE, symbol.name)
    is_class = symbol.name.rpartition(".")[2][:1].isupper()
    return Value(Kind.INSTANCE, symbol.name) if is_class and _is_plainly_apart(symbol.name) else UNKNOWN


def _is_plainly_apart(name: str) -> bool:
    """Whether a class of another package is one whose objects are not those of somebody else."""
    return is_apart(name) and not name.startswith(("abc.", "builtins.", "collections.", "typing."))
