"""Checks a rewritten file before anybody sees it: a wrong edit is the worst thing this tool can do."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from channels_fix.depth import with_deep_stack
from channels_fix.diff import changes
from channels_fix.dropping import local_name, rows_of_imports, source_of, used_names
from channels_fix.module import DEFINITIONS, ParseError, comments, parsed, split_lines, with_trailing_comments
from channels_fix.nodes import all_nodes
from channels_fix.rule import Edit


class VerificationError(Exception):
    """The result must not be used; the message says what is wrong with it."""


def verify(
    before: str, after: str, edits: Sequence[Edit], imports: Iterable[str], unneeded: Collection[str] = ()
) -> None:
    """Check what a rewrite made of a source.

    Args:
        before: The source as it was.
        after: The source with its edits.
        edits: The edits.
        imports: The modules from which names were imported, with their dots.
        unneeded: The names whose imports may have gone, if nothing uses them.

    Raises:
        VerificationError: The result does not parse, a comment is lost, or something else than the edited statements
        and the imports has changed.
    """
    with_deep_stack(lambda: _verify(before, after, edits, tuple(imports), unneeded))


def _verify(
    before: str, after: str, edits: Sequence[Edit], imports: tuple[str, ...], unneeded: Collection[str]
) -> None:
    try:
        compile(parsed(after), "<result>", "exec", dont_inherit=True)
    except (ParseError, SyntaxError, ValueError) as error:
        raise VerificationError(f"the result would not be valid Python ({error})") from error
    spare = frozenset(unneeded) - used_names(after, unneeded)
    _check_extent(before, after, edits, imports, spare)
    _check_imports(before, after, spare)


def _check_imports(before: str, after: str, spare: Collection[str]) -> None:
    kept = set(_imported(after))
    lost = [name for name in _imported(before) if name[0] not in spare and name not in kept]
    if lost:
        raise VerificationError(f"the import of {lost[0][0]!r} would be lost")


def _imported(text: str) -> list[tuple[str, str]]:
    """What the top level imports: the names that it gets, and of what."""
    return [
        (local_name(alias), f"{source_of(node)}:{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name)
        for node in parsed(text).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]


def _check_extent(
    before: str, after: str, edits: Sequence[Edit], imports: tuple[str, ...], spare: Collection[str]
) -> None:
    old, new = split_lines(before), split_lines(after)
    differing = changes(old, new)
    if any("#" in line for lost, _ in differing for line in old[lost]):
        _check_comments(before, after)
    allowed = set(rows_of_imports(before, spare))
    for edit in edits:
        last = with_trailing_comments(old, edit.span.end.row, edit.span.start.column - 1)
        allowed |= set(range(edit.span.start.row, last + 1))
    for node in parsed(before).body:
        if isinstance(node, ast.ImportFrom) and source_of(node) in imports:
            allowed |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    tops = _tops_of_decorated(before, {edit.span.start.row for edit in edits if edit.is_above})
    for lost, made in differing:
        rows = set(range(lost.start + 1, lost.stop + 1))
        inside = rows <= allowed if rows else bool(_neighbours(old, new, lost.start, made.stop) & (allowed | tops))
        is_import = not rows and any(_mentions(new[made], module) for module in imports)
        if not inside and not is_import:
            raise VerificationError(f"line {lost.start + 1} would change, which no fix is about")


def _tops_of_decorated(text: str, rows: Collection[int]) -> set[int]:
    """Where the decorators begin of the functions and classes in some rows: what stands above them goes there."""
    nodes = all_nodes(parsed(text)) if rows else ()
    found = (node for node in nodes if isinstance(node, DEFINITIONS) and node.lineno in rows)
    return {node.decorator_list[0].lineno for node in found if node.decorator_list}


def _neighbours(old: Sequence[str], new: Sequence[str], at: int, end: int) -> set[int]:
    """The rows beside an insertion behind row `at`, and beside every place further up where it gives the same text."""
    found = {at, at + 1}
    while at > 0 and old[at - 1] == new[end - 1]:
        at, end = at - 1, end - 1
        found.add(at)
    # of several empty lines, which belong to the inserted ones is a matter of taste
    while at > 0 and not old[at - 1].strip():
        at -= 1
        found.add(at)
    return found


def _check_comments(before: str, after: str) -> None:
    missing = Counter(token.string for token in comments(before)) - Counter(token.string for token in comments(after))
    if missing:
        raise VerificationError(f"the comment {next(iter(missing))!r} would be lost")


def _mentions(lines: Sequence[str], module: str) -> bool:
    text = "".join(lines).strip()
    return module in text or not text
