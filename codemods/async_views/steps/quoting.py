"""The quotes that a text can have in the place of an expression."""

from __future__ import annotations

import ast
import re

from channels_fix.rule import Position
from codemods.async_views.steps.body import Body

_UNQUOTABLE = re.compile(r"[\\'\"{}\r\n]")
_BEGINNING = re.compile(r"(?:\s|\\\n|#.*)*[fFrRuU]{0,2}(\"{3}|'{3}|\"|')")


def quote_at(node: ast.expr, body: Body) -> str | None:
    """The quotes for a text in the place of `node`: before Python 3.12 not those of an f-string around it.

    Returns:
        The quotes, or None where those of the f-strings cannot be told, or are of both kinds.
    """
    around = [one for one in body.around(node) if isinstance(one, ast.JoinedStr)]
    if not around:
        return '"'
    taken = [_delimiter(body, one, node) for one in around]
    return next((quote for quote in ("'", '"') if all(one and one[0] != quote for one in taken)), None)


def quoted_format(field: ast.FormattedValue, body: Body) -> str | None:
    """The format of a field of an f-string as code of a text: nothing without one, None if it cannot be written so."""
    if field.format_spec is None:
        return ""
    quote = quote_at(field.value, body)
    match field.format_spec:
        case ast.JoinedStr(values=[ast.Constant(value=str(text))]) if quote and not _UNQUOTABLE.search(text):
            return f"{quote}{text}{quote}"
    return None


def _delimiter(body: Body, string: ast.JoinedStr, node: ast.expr) -> str:
    """What begins the one of the strings side by side that an expression stands in; nothing if that is not found."""
    text = _between(body, body.span(string).start, body.span(node).start)
    while (beginning := _BEGINNING.match(text)) is not None:
        delimiter = beginning[1]
        rest = text[beginning.end() :]
        end = re.search(rf"(?<!\\)(?:\\\\)*{delimiter}", rest)
        if end is None:
            return delimiter
        text = rest[end.end() :]
    return ""


def _between(body: Body, start: Position, end: Position) -> str:
    rows = body.routine.module.lines[start.row - 1 : end.row]
    rows[-1] = rows[-1][: end.column - 1]
    rows[0] = rows[0][start.column - 1 :]
    return "".join(rows)
