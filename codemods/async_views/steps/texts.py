"""Whether to make text of a value is to ask the database."""

from __future__ import annotations

from channels_fix.project import Symbol
from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.models import is_known_whole, outside
from codemods.async_views.values.value import LAZY, Kind, Value


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
            return any(one is not None and asks(one, body.project) for one in found)
    return value.kind in LAZY


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
