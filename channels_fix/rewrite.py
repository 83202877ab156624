"""Applies edits to a file with LibCST.

Only the methods that hold an edit are parsed and written anew; every byte outside of them is copied. That is the
strongest form of "nothing else changes", and it makes the cost depend on the size of a method, not of its file.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from channels_fix.depth import with_deep_stack
from channels_fix.dropping import drop_imports
from channels_fix.edits.definitions import InsertDefinitionAbove, InsertDefinitionBelow
from channels_fix.edits.functions import AddTwin
from channels_fix.edits.variants import AddVariant
from channels_fix.imports import insert_imports
from channels_fix.module import Part, parsed, parts_of, split_lines, with_trailing_comments
from channels_fix.rule import Edit, ImportedName, Position


@dataclass(frozen=True)
class Place:
    """What is parsed for an edit: some lines, and the indentation of the class statements around them.

    `stub` is the indentation of the body of a class of which the lines are all but that body.
    """

    part: Part
    classes: tuple[str, ...]
    stub: str = ""


class RewriteError(Exception):
    """The edits could not be applied; the message is one line."""


def rewrite(text: str, edits: Sequence[Edit], imports: Iterable[ImportedName], unneeded: Collection[str] = ()) -> str:
    """Apply `edits`, add `imports` and take out those that are not used any more.

    Args:
        text: The source.
        edits: Changes of nodes of `text`; equal ones count once.
        imports: Names that the changes need.
        unneeded: Imported names that may go if the changes take away their last use.

    Returns:
        The new source.

    Raises:
        RewriteError: A node was not found again, or the source is nested too deeply.
    """
    unique = _joined(edits)
    return with_deep_stack(lambda: drop_imports(text, insert_imports(_rewrite_parts(text, unique), imports), unneeded))


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """The edits, with one in the place of those that do the same with different code."""
    found: list[Edit] = []
    for edit in dict.fromkeys(map(_unique, edits)):
        for index, known in enumerate(found):
            both = known.joined(edit)
            if both is not None:
                found[index] = both
                break
        else:
            found.append(edit)
    return found


def _unique(edit: Edit) -> Edit:
    """An edit with copies in which nothing is changed twice."""
    return replace(edit, edits=tuple(_joined(edit.edits))) if isinstance(edit, AddTwin | AddVariant) else edit


def _rewrite_parts(text: str, edits: Sequence[Edit]) -> str:
    lines = split_lines(text)
    # as many as before, whatever is written into them: so the rows of the edits stay right
    written = [*lines]
    tree = parsed(text)
    by_place: dict[Place, list[Edit]] = {}
    for edit in edits:
        if isinstance(edit, InsertDefinitionAbove | InsertDefinitionBelow):
            continue
        by_place.setdefault(_place_of(edit, tree, lines), []).append(edit)
    for place, several in by_place.items():
        part = slice(place.part.first - 1, place.part.last)
        source = "".join(lines[part])
        twins = [edit for edit in several if isinstance(edit, AddTwin)]
        others = [edit for edit in several if not isinstance(edit, AddTwin)]
        changed = _rewrite_part(source, place, tuple(others)) if others else source
        written[part] = [""] * len(written[part])
        written[place.part.first - 1] = "".join([changed, *(_twin(source, place, twin) for twin in twins)])
    for edit in edits:
        if isinstance(edit, InsertDefinitionAbove | InsertDefinitionBelow):
            _insert(edit, tree, lines, written)
    return "".join(written)


def _insert(
    edit: InsertDefinitionAbove | InsertDefinitionBelow, tree: ast.Module, lines: Sequence[str], written: list[str]
) -> None:
    """Put a function beside a statement of the module, whatever becomes of that."""
    row = edit.span.start.row
    part = next((part for part in parts_of(tree.body) if part.first <= row <= part.last), None)
    if part is None:
        raise RewriteError(f"nothing to change in line {row}")
    newline = _newline_of(lines)
    code = edit.code.rstrip("\n").replace("\n", newline) + newline
    if isinstance(edit, InsertDefinitionAbove):
        written[part.first - 1] = code + newline * 2 + written[part.first - 1]
        return
    last = with_trailing_comments(lines, part.last, 0)
    written[last - 1] += newline * (2 if lines[last - 1].endswith(newline) else 3) + code


def _newline_of(lines: Iterable[str]) -> str:
    return next((ending for line in lines for ending in ("\r\n", "\n", "\r") if line.endswith(ending)), "\n")


def _twin(source: str, place: Place, twin: AddTwin) -> str:
    """The copy of a function, and the empty lines above it."""
    newline = _newline_of(split_lines(source))
    above = newline * (1 if place.classes else 2)
    if not source.endswith(newline):
        above += newline
    return above + _rewrite_part(source, place, twin.edits)


def _place_of(edit: Edit, tree: ast.Module, lines: Sequence[str]) -> Place:
    """Go down through the classes around an edit to the method, or other statement, that holds it."""
    body: Sequence[ast.stmt] = tree.body
    classes: list[str] = []
    while True:
        part = next((part for part in parts_of(body) if part.first <= edit.span.start.row <= part.last), None)
        if part is None:
            raise RewriteError(f"nothing to change in line {edit.span.start.row}")
        holder = next(node for node in body if part.first <= node.lineno <= part.last)
        if not isinstance(holder, ast.ClassDef) or _margin(holder, lines).strip():
            last = max(part.last, with_trailing_comments(lines, part.last, holder.col_offset))
            return Place(Part(part.first, last), tuple(classes))
        inside = parts_of(holder.body)[0].first
        if edit.span.start.row < inside:
            return Place(Part(part.first, inside - 1), tuple(classes), _margin(holder, lines))
        classes.append(lines[holder.lineno - 1][: holder.col_offset].lstrip("\f"))
        body = holder.body


def _margin(holder: ast.ClassDef, lines: Sequence[str]) -> str:
    """What stands in front of the first statement of a class: nothing but white space, unless the header does."""
    first = holder.body[0]
    return lines[first.lineno - 1][: first.col_offset]


@lru_cache(maxsize=4096)
def _rewrite_part(source: str, place: Place, edits: tuple[Edit, ...]) -> str:
    """What edits make of a piece of a source; several findings share what their fixes do to one function."""
    from channels_fix.surgery import UnparsableError, operate

    # LibCST would drop a form feed in front of a statement and a lone CR behind the last one
    body = source.lstrip("\f")
    margin = source[: len(source) - len(body)]
    ending = body[len(body.rstrip("\r\n")) :]
    first = split_lines(body)[0]
    newline = first[len(first.rstrip("\r\n")) :] or "\n"
    header = "".join(f"{indent}class _:{newline}" for indent in place.classes)
    rows = len(place.classes) - place.part.first + 1
    footer = f"{place.stub}pass{newline}" if place.stub else ""
    try:
        changed = operate(header + body + footer, [_moved(edit, rows, place.part.first, len(margin)) for edit in edits])
    except LookupError as error:
        raise RewriteError(str(error)) from error
    except UnparsableError as error:
        raise RewriteError(f"LibCST cannot parse line {error.row - rows}") from error
    return margin + changed[len(header) : len(changed) - len(footer)].rstrip("\r\n") + ending


def _moved(edit: Edit, rows: int, first: int, columns: int) -> Edit:
    """The edit with its span as it is in the piece: `rows` further down, and `columns` to the left in row `first`."""

    def moved(position: Position) -> Position:
        return Position(position.row + rows, position.column - (columns if position.row == first else 0))

    return edit.moved(moved)
