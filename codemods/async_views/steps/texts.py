"""Whether to make text of a value is to ask the database."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.module import Class
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.models import is_known_whole, outside
from codemods.async_views.values.value import ERROR, LAZY, Kind, Value
from codemods.async_views.values.values import Values
from codemods.routines import routines_of
from codemods.testing import is_test

PLAIN_TEXT = (ast.BinOp, ast.Constant, ast.JoinedStr)
"""What most errors are given; the text is made where that stands."""


def asks_for_text(value: Value, body: Body) -> bool:
    """Whether the text of a value, or of what it holds, takes the database, or may do so."""
    match value.kind:
        case Kind.UNKNOWN:
            return True
        case Kind.ONE_OF:
            return any(asks_for_text(one, body) for one in value.among)
        case Kind.CONTAINER:
            return value.element is not None and asks_for_text(value.element, body)
        case Kind.MODEL:
            return _of_model(value, body)
        case Kind.OBJECT if value.cls is not None:
            found = [method_of(value.cls, name, body.project) for name in ("__str__", "__repr__", "__format__")]
            own = [one for one in found if one is not None]
            is_error = not own and any(_is_error(base) for base in body.project.mro(value.cls))
            return any(asks(one, body.project) for one in own) or (is_error and _raises_rows(body))
        case Kind.FOREIGN if value.name == ERROR:
            return _raises_rows(body)
    return value.kind in LAZY


def _is_error(base: Class | Symbol | None) -> bool:
    return isinstance(base, Symbol) and base.name.endswith(("Error", "Exception"))


def _raises_rows(body: Body) -> bool:
    """Whether the project raises an error whose text takes the database: it is made of what the error was given."""
    busy: set[str] = body.project.once("errors in work", set)
    if busy:
        return False
    busy.add(ERROR)
    try:
        return body.project.once(
            "rows in errors", lambda: any(asks_for_text(one, body) for one in _raised(body.project))
        )
    finally:
        busy.discard(ERROR)


def _raised(project: Project) -> Iterator[Value]:
    """Yield what is known of the errors that are raised, and of what they are given."""
    for module in project.modules_with("raise ", ("raise ",)):
        for routine in routines_of(module) if not is_test(module) else ():
            for node in own_nodes(routine.node):
                if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                    given = [node.exc, *node.exc.args, *(word.value for word in node.exc.keywords)]
                    values = Values.within(routine, project)
                    found = (values.of(one) for one in given if not isinstance(one, PLAIN_TEXT))
                    yield from (value for value in found if value.is_known)


def has_format(value: Value, body: Body) -> bool:
    """Whether a class of the project says in a way of its own how its objects are formatted."""
    classes = [one.cls for one in value.each if one.cls is not None]
    return not value.is_known or any(method_of(cls, "__format__", body.project) is not None for cls in classes)


def _of_model(value: Value, body: Body) -> bool:
    project = body.project
    own = method_of(value.cls, "__str__", project) if value.cls else None
    if own is not None:
        return not value.whole or asks(own, project)
    line = [base.name for base in project.mro(value.cls) if isinstance(base, Symbol)] if value.cls else [value.name]
    known = [entry for name in line if (entry := outside(name)) is not None]
    if any("__str__" in entry.get("free", ()) for entry in known):
        return False
    return not is_known_whole(value, project)
