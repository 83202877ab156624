"""What a module keeps in a container: classes and functions that somebody picks from it, also those put there later."""

from __future__ import annotations

import ast
from dataclasses import replace

from channels_fix.project import Project
from codemods.async_views.values.value import RUNNING, UNKNOWN, Kind, Value, joined
from codemods.routines import Mention, class_mentions

READING = frozenset({"copy", "get", "items", "keys", "values"})
READERS = frozenset({"bool", "dict", "enumerate", "frozenset", "iter", "len", "list", "set", "sorted", "tuple"})


def filled(value: Value, name: str, project: Project) -> Value:
    """A container of a module or class, with what is not known if others may put more into it than its text has.

    Args:
        value: What its text has.
        name: What it is called.
        project: The index.
    """
    if value.kind is not Kind.CONTAINER or value.element is None or value.element.kind not in RUNNING:
        return value
    is_open = project.once(("filled", name), lambda: not all(map(_only_reads, class_mentions(name, project))))
    return replace(value, element=joined([value.element, UNKNOWN]), parts=()) if is_open else value


def _only_reads(mention: Mention) -> bool:
    """Whether a place that names a container only takes out of it what it has."""
    parent = mention.parents[0]
    match parent:
        case ast.Subscript(value=owner, ctx=context):
            return owner is not mention.node or isinstance(context, ast.Load)
        case ast.Attribute(attr=name):
            return name in READING
        case ast.Call(func=ast.Name(id=name)):
            return name in READERS
    return isinstance(parent, ast.For | ast.comprehension | ast.Compare | ast.If | ast.IfExp | ast.Starred)
