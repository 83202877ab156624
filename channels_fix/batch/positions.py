"""Where the keys of a TOML document stand, which its parser does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Place = tuple[str | int, ...]
"""The keys, and the indexes in arrays of tables, that lead to something."""
_TOKEN = re.compile(
    r"""\"{3}(?:[^\\]|\\.)*?\"{3}|"(?:[^"\\\n]|\\.)*"|'{3}.*?'{3}|'[^'\n]*'|\#[^\n]*|[\[\]{}]""", re.DOTALL
)
"""What brackets may stand in, and brackets."""
_OPENING, _CLOSING = "[{", "]}"
_ENDINGS = ("]", "}", '"', "'")
"""What the last line of a statement ends with that takes several."""


def lines_of(text: str) -> dict[Place, int]:
    """Return the line on which each table and each key of a valid document begins.

    A document is cut into statements, each of which the parser takes by itself.
    """
    found: dict[Place, int] = {}
    arrays: dict[Place, int] = {}
    table: Place = ()
    for line, statement, parsed in _statements(text):
        if statement.startswith("["):
            table = _table(parsed, arrays, is_array=statement.startswith("[["))
            found.setdefault(table, line)
        else:
            for keys in _keys(parsed):
                found.setdefault((*table, *keys), line)
            array = (*table, *max(_keys(parsed), key=len))
            for number, below in enumerate(_tables(statement)):
                found.setdefault((*array, number), line + below)
    return found


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    from channels_fix.toml import tomllib

    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        lines.append(line)
        code = line.partition("#")[0].rstrip()
        if len(lines) > 1 and not (code.endswith(_ENDINGS) or line.rstrip().endswith(_ENDINGS)):
            continue
        statement = "\n".join(lines)
        try:
            parsed = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        if parsed:
            yield number - len(lines) + 1, statement.lstrip(), parsed
        lines = []


def _table(parsed: dict[str, Any], arrays: dict[Place, int], *, is_array: bool) -> Place:
    """The place of the table that a header opens."""
    place: Place = ()
    value: Any = parsed
    while value:
        if isinstance(value, list):
            value = value[0]
            continue
        key, value = next(iter(value.items()))
        place = (*place, key)
        if value and not isinstance(value, list) and place in arrays:
            place = (*place, arrays[place])
    if is_array:
        arrays[place] = arrays.get(place, -1) + 1
        place = (*place, arrays[place])
    return place


def _tables(statement: str) -> Iterator[int]:
    """How many lines below its key each table of an array begins, if the statement has one as its value."""
    depth = 0
    for found in _TOKEN.finditer(statement):
        if found[0] in _OPENING:
            if found[0] == "{" and depth == 1:
                yield statement.count("\n", 0, found.start())
            depth += 1
        elif found[0] in _CLOSING:
            depth -= 1


def _keys(parsed: dict[str, Any]) -> Iterator[Place]:
    for key, value in parsed.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, *rest) for rest in _keys(value))
