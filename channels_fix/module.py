"""One source file, parsed: its tree, its scopes and the spans of its nodes."""

from __future__ import annotations

import ast
import re
import sys
import tokenize
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from channels_fix.bindings import Function, Scope, When, scope_of
from channels_fix.nodes import all_nodes, children, is_accessor
from channels_fix.rule import Position, Span

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

READER = "read as Python {}.{}".format(*sys.version_info)
"""Newer syntax is an error for it: what reads a project has to be as new as what runs it."""


class ParseError(Exception):
    """The text is not Python that this interpreter can read; the message is one line."""


@dataclass(frozen=True, eq=False)
class Class:
    """A class statement and where it stands."""

    module: Module
    node: ast.ClassDef
    qualname: str
    """Dotted path inside the module: `Outer.Inner`."""
    within: tuple[Function, ...] = ()
    """The functions around the class, outermost first."""
    instead_of: Class | None = None
    """The class of which this one is what it will be; it has the same heirs."""

    @property
    def name(self) -> str:
        """The full dotted name."""
        return f"{self.module.name}.{self.qualname}"

    @cached_property
    def scope(self) -> Scope:
        """What the class body binds."""
        return scope_of(self.node.body)

    def method(self, name: str) -> Function | None:
        """The function that the class body binds to `name`, decorated or not; None when that cannot be known.

        Of a property that can be set it is the one that reads it.
        """
        bindings = [one for one in self.scope.names.get(name, ()) if not is_accessor(one.value)]
        if not bindings or (len(bindings) > 1 and any(binding.when is not When.ALWAYS for binding in bindings)):
            return None
        value = bindings[-1].value  # the last one wins, as at run time
        return value if isinstance(value, ast.FunctionDef | ast.AsyncFunctionDef) else None


class Module:
    """A parsed file.

    Args:
        path: Where the file is.
        name: Its dotted module name.
        text: Its source.
        is_package: Whether it is an `__init__.py`.

    Raises:
        ParseError: The text cannot be parsed.
    """

    def __init__(self, path: Path, name: str, text: str, *, is_package: bool = False) -> None:
        self.path = path
        self.name = name
        self.text = text
        self.is_package = is_package
        self.tree = parse(text)

    @cached_property
    def folder(self) -> str:
        """Where the file is, as a text: that is quicker to look up than a path."""
        return str(self.path.parent)

    @cached_property
    def scope(self) -> Scope:
        """What the module's top level binds."""
        return scope_of(self.tree.body)

    @cached_property
    def globals(self) -> frozenset[str]:
        """The names that functions declare to be those of the module."""
        return frozenset(name for node in all_nodes(self.tree) if isinstance(node, ast.Global) for name in node.names)

    @cached_property
    def classes(self) -> dict[str, Class]:
        """Every class of the module by its dotted path, in source order."""
        found: dict[str, Class] = {}
        stack: list[tuple[ast.AST, str, tuple[Function, ...]]] = [(self.tree, "", ())]
        while stack:
            node, prefix, within = stack.pop()
            for child in children(node):
                if isinstance(child, ast.ClassDef):
                    found[prefix + child.name] = Class(self, child, prefix + child.name, within)
                    stack.append((child, f"{prefix}{child.name}.", within))
                elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                    stack.append((child, f"{prefix}{child.name}.<locals>.", (*within, child)))
                elif not isinstance(child, ast.expr):
                    stack.append((child, prefix, within))
        return dict(sorted(found.items(), key=lambda item: item[1].node.lineno))

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, with their ends."""
        return split_lines(self.text)

    def span(self, node: ast.stmt | ast.expr | ast.excepthandler) -> Span:
        """Where `node` stands, in characters; `ast` itself counts columns in UTF-8 bytes.

        The parentheses of a generator expression do not count: they may be those of a call around it. Nor do those of
        a tuple, as with all other expressions.
        """
        end_row = node.end_lineno or node.lineno
        end_column = node.end_col_offset or 0
        whole = Span(self._position(node.lineno, node.col_offset), self._position(end_row, end_column))
        held = isinstance(node, ast.GeneratorExp) or (isinstance(node, ast.Tuple) and self._is_held(node, whole))
        return self._inside(whole) if held else whole

    def _is_held(self, node: ast.Tuple, span: Span) -> bool:
        """Whether a tuple has parentheses of its own: `(a), (b)` has none."""
        if not node.elts or self.lines[span.start.row - 1][span.start.column - 1] != "(":
            return False
        rows = self.lines[span.start.row - 1 : span.end.row]
        rows[-1] = rows[-1][: span.end.column - 2]
        rows[0] = rows[0][span.start.column :]
        try:
            ast.parse(f"[{''.join(rows)}\n]")
        except SyntaxError:
            return False
        return True

    def _inside(self, span: Span) -> Span:
        """What stands between the parentheses at both ends, without the space and comments beside them."""
        rows = self.lines[span.start.row - 1 : span.end.row]
        rows[-1] = rows[-1][: span.end.column - 2]
        rows[0] = " " * span.start.column + rows[0][span.start.column :]
        first, last = 0, len(rows) - 1
        while not rows[first].partition("#")[0].strip():
            first += 1
        while not rows[last].partition("#")[0].strip():
            last -= 1
        start = len(rows[first]) - len(rows[first].lstrip()) + 1
        # what is behind the last expression of a row can be a comment only
        end = len(_without_comment(rows[last]).rstrip()) + 1
        return Span(Position(span.start.row + first, start), Position(span.start.row + last, end))

    def _position(self, row: int, offset: int) -> Position:
        line = self.lines[row - 1]
        column = offset if line.isascii() else len(line.encode()[:offset].decode())
        return Position(row, column + 1)


def _without_comment(row: str) -> str:
    """A row that ends an expression, without a comment behind that."""
    comment = None
    with suppress(tokenize.TokenError, IndentationError):  # the row is not all of a statement
        for token in tokenize.generate_tokens(iter([row, ""]).__next__):
            comment = token if token.type == tokenize.COMMENT else comment
    return row[: comment.start[1]] if comment else row


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def split_lines(text: str) -> list[str]:
    """Split as the Python tokenizer does: behind LF, CRLF and CR, and nowhere else."""
    return _LINE.findall(text)


def with_trailing_comments(lines: Sequence[str], row: int, column: int) -> int:
    """The last row of the comments below `row` that are indented further than `column`, and so belong to what ends."""
    last = row
    for number, line in enumerate(lines[row:], row + 1):
        text = line.lstrip()
        if text.startswith("#") and len(line) - len(text) > column:
            last = number
        elif text:
            break
    return last


@dataclass(frozen=True)
class Part:
    """A run of whole lines that holds whole statements; rows count from 1, `last` is included."""

    first: int
    last: int


def parts_of(body: Sequence[ast.stmt]) -> list[Part]:
    """The statements of a module or class as runs of whole lines; those that share a line make one part."""
    parts: list[Part] = []
    for statement in body:
        decorators = getattr(statement, "decorator_list", [])
        first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
        last = statement.end_lineno or statement.lineno
        if parts and first <= parts[-1].last:
            parts[-1] = Part(parts[-1].first, max(last, parts[-1].last))
        else:
            parts.append(Part(first, last))
    return parts


def comments(text: str) -> Iterator[tokenize.TokenInfo]:
    """Yield the comments of a source that can be parsed."""
    lines = (line.rstrip("\r\n") + "\n" for line in split_lines(text))
    for token in tokenize.generate_tokens(lambda: next(lines, "")):
        if token.type == tokenize.COMMENT:
            yield token


def parse(text: str) -> ast.Module:
    """Parse Python source.

    Raises:
        ParseError: With a one-line text that says where and why.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the compiler thinks of the user's escapes is not our talk
            return ast.parse(text)
    except SyntaxError as error:
        where = f"line {error.lineno}: " if error.lineno else ""
        raise ParseError(f"cannot parse: {where}{error.msg} ({READER})") from error
    except (RecursionError, MemoryError) as error:
        raise ParseError("cannot parse: nested too deeply") from error
    except ValueError as error:
        raise ParseError(f"cannot parse: {error}") from error


@lru_cache(maxsize=32)
def parsed(text: str) -> ast.Module:
    """Parse a source whose tree is only looked at, and whose nodes stand for nothing: the last few are kept.

    Raises:
        ParseError: As `parse` does.
    """
    return parse(text)
