"""Objects of Django whose class is known: what of them asks nobody."""

from __future__ import annotations

from functools import cache
from typing import Any

from codemods.async_views.values.value import PLAIN, UNKNOWN, Kind, Value
from codemods.facts import table


@cache
def known(name: str) -> dict[str, Any] | None:
    """What the table says of the objects of a class."""
    return next((entry for entry in table("objects")["object"] if name in entry["names"]), None)


def is_free(entry: dict[str, Any], name: str) -> bool:
    """Whether an attribute or method of these objects asks nobody."""
    return entry["free"] == "all" or name in entry["free"]


def given(entry: dict[str, Any], name: str, element: Value | None = None) -> Value:
    """What an attribute or method of these objects gives, if the object has to do with rows such as `element`."""
    what = entry.get("gives", {}).get(name)
    match what:
        case None:
            return UNKNOWN if entry["free"] != "all" else Value(Kind.INSTANCE, entry["names"][0])
        case "plain":
            return PLAIN
        case "rows":
            return Value(Kind.ROWS, element=element)
        case "foreign":
            return Value(Kind.FOREIGN)
    return Value(Kind.INSTANCE, what, element=element)


def row_of(value: Value) -> Value:
    """What iterating over a value gives."""
    entry = known(value.name) if value.kind is Kind.INSTANCE else None
    return given(entry, "[]", value.element) if entry and "[]" in entry.get("gives", {}) else value.row
