"""Cuts statements and values out of a file as they are written."""

from __future__ import annotations

import ast
import token
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.module import Module, split_lines

_STRING_STARTS = {getattr(token, name, -1) for name in ("FSTRING_START", "TSTRING_START")}
_STRING_ENDS = {getattr(token, name, -1) for name in ("FSTRING_END", "TSTRING_END")}


@dataclass(frozen=True)
class Line:
    """A line of code without its end; a `fixed` one begins inside of a string and is never indented."""

    text: str
    fixed: bool = False


def text_of(lines: list[Line]) -> str:
    """The lines as source."""
    return "".join(f"{line.text}\n" for line in lines)


def indented(lines: list[Line], by: str) -> list[Line]:
    """The lines further to the right."""
    return [Line(by + line.text) if line.text and not line.fixed else line for line in lines]


class Scissors:
    """Cuts out of one module.

    Args:
        module: The file.
    """

    def __init__(self, module: Module) -> None:
        self.module = module
        self.inside_strings = _rows_inside_strings(module.lines)

    def cut(self, node: ast.stmt | ast.expr | ast.excepthandler) -> list[Line]:
        """The source of a node, at no indent."""
        span = self.module.span(node)
        return self.between(span.start.row, span.start.column, span.end.row, span.end.column, self.indent(node))

    def value(self, node: ast.Return) -> list[Line]:
        """What a `return` gives, with its own parentheses and comments, to be a statement itself; at no indent."""
        first, *others = self.cut(node)
        value = first.text.removeprefix("return").lstrip()
        if value == "\\":
            return [Line(others[0].text.lstrip()), *others[1:]]
        return [Line(value), *others]

    def between(self, row: int, column: int, end_row: int, end_column: int, indent: str) -> list[Line]:
        """The source from one position to another; what follows the first row loses `indent`."""
        found: list[Line] = []
        for number in range(row, end_row + 1):
            text = self.module.lines[number - 1]
            text = text[: end_column - 1] if number == end_row else text.rstrip("\r\n")
            fixed = number in self.inside_strings
            if number == row:
                text = text[column - 1 :]
            elif not fixed:
                text = text.removeprefix(indent) if text.startswith(indent) else text.lstrip(" \t")
            found.append(Line(text, fixed and number != row))
        return found

    def header(self, node: ast.stmt | ast.excepthandler, behind: ast.expr | None) -> list[Line]:
        """The source of a compound statement or clause up to its colon, which follows `behind`."""
        start = self.module.span(node).start
        if behind is None:
            text = self.module.lines[start.row - 1][start.column - 1 :]
            return [Line(text[: text.index(":") + 1])]
        end = self.module.span(behind).end
        row, column = end.row, end.column
        while True:
            rest = self.module.lines[row - 1][column - 1 :].partition("#")[0]
            if ":" in rest:
                column += rest.index(":") + 1
                return self.between(start.row, start.column, row, column, self.indent(node))
            row, column = row + 1, 1

    def indent(self, node: ast.stmt | ast.expr | ast.excepthandler) -> str:
        """The white space at the beginning of the line of a node."""
        line = self.module.lines[node.lineno - 1]
        return line[: len(line) - len(line.lstrip(" \t\f"))]


def returned(node: ast.Return, module: Module) -> str:
    """The value of a `return` as it is written, as a statement."""
    return text_of(Scissors(module).value(node))


def shifted(code: str, by: str) -> str:
    """Code further to the right; what stands in strings stays as it is."""
    rows = split_lines(code)
    inside = _rows_inside_strings(rows)
    return "".join(row if number in inside or not row.strip() else by + row for number, row in enumerate(rows, 1))


def _rows_inside_strings(rows: Sequence[str]) -> frozenset[int]:
    """The rows that begin inside of a string."""
    lines = (line.rstrip("\r\n") + "\n" for line in rows)
    found: set[int] = set()
    starts: list[int] = []
    for one in tokenize.generate_tokens(lambda: next(lines, "")):
        if one.type in _STRING_STARTS:
            starts.append(one.start[0])
        elif one.type in _STRING_ENDS:
            found |= set(range(starts.pop() + 1, one.end[0] + 1))
        elif one.type == token.STRING:
            found |= set(range(one.start[0] + 1, one.end[0] + 1))
    return frozenset(found)
