"""Takes out the imports that a file does not use any more after its fixes."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function, binds, scope_of
from channels_fix.edits.importing import shorten_import
from channels_fix.module import Part, comments, parsed, parts_of, split_lines
from channels_fix.naming import names_in_string, strings_of
from channels_fix.nodes import all_nodes

REFLECTION = frozenset({"eval", "exec", "globals", "locals", "vars", "__getattr__"})
"""Code that uses one of these may reach names in ways that nobody sees."""
Import = ast.Import | ast.ImportFrom


@dataclass(frozen=True)
class Spare:
    """An import statement, and the names in it that nothing uses; `part` holds it alone."""

    node: Import
    names: tuple[str, ...]
    part: Part
    leads: bool
    """Whether others come behind it that it is the first of."""

    @property
    def is_whole(self) -> bool:
        """Whether it imports nothing else."""
        return len(self.names) == len(self.node.names)


def drop_imports(before: str, after: str, unneeded: Collection[str]) -> str:
    """Take out of `after` the imports that the fixes have left without a use.

    Args:
        before: The source as it was.
        after: The source with its fixes.
        unneeded: The names that may go; those that `before` does not use, or `after` uses in any way, stay.

    Returns:
        The source without these imports.
    """
    if not unneeded:
        return after
    lines = split_lines(after)
    for spare in reversed(list(_spares(before, after, unneeded))):
        rows = slice(spare.part.first - 1, spare.part.last)
        if spare.is_whole:
            lines[_with_space(lines, spare)] = []
        else:
            lines[rows] = [shorten_import("".join(lines[rows]), spare.names)]
    return "".join(lines)


def rows_of_imports(text: str, names: Collection[str]) -> Iterator[int]:
    """Yield the rows of the imports that may go with `names`, and of the empty lines around them."""
    lines = split_lines(text)
    for node, part in _alone(parsed(text).body, text) if names else ():
        if any(local_name(alias) in names for alias in node.names):
            first, last = _around(lines, part)
            yield from range(first + 1, last + 1)


def used_names(text: str, wanted: Collection[str]) -> frozenset[str]:
    """Those of the names that a source uses, or may use, besides that it imports them."""
    return frozenset(_used(parsed(text), text, wanted)) if wanted else frozenset()


def source_of(node: ast.ImportFrom) -> str:
    """The module that names are imported from, as it is written."""
    return "." * node.level + (node.module or "")


def local_name(alias: ast.alias) -> str:
    """What an import calls what it imports."""
    return alias.asname or alias.name.partition(".")[0]


def _spares(before: str, after: str, unneeded: Collection[str]) -> Iterator[Spare]:
    """Yield what may go, in the order of the text, that inside of functions too."""
    old, new = parsed(before), parsed(after)
    known = {one for scope in _scopes(old) for one in _without_use(scope, before, unneeded)}
    # an import that goes in between takes a comment away from above one: what was noted stays so
    alone = {
        _key(node, alias) for scope in _scopes(old) for node, _ in _alone(scope.body, before) for alias in node.names
    }
    found = []
    for scope in _scopes(new):
        gone = _without_use(scope, after, unneeded)
        for node, part in _alone(scope.body, after):
            names = tuple(local_name(alias) for alias in node.names if _key(node, alias) in (gone & alone) - known)
            if names:
                found.append(Spare(node, names, part, _leads(scope, node)))
    yield from sorted(found, key=lambda spare: spare.part.first)


def _scopes(tree: ast.Module) -> list[ast.Module | Function]:
    functions = [node for node in all_nodes(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [tree, *(one for one in functions if any(isinstance(node, Import) for node in one.body))]


def _leads(scope: ast.Module | Function, node: ast.stmt) -> bool:
    return scope.body[0] is node and scope.body[-1] is not node


def _key(node: Import, alias: ast.alias) -> tuple[str, str]:
    """What an import imports, and what it calls that."""
    return (f"{source_of(node)}:{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name, local_name(alias))


def _without_use(scope: ast.Module | Function, text: str, wanted: Collection[str]) -> set[tuple[str, str]]:
    """The imports in a scope itself that nothing in it uses, and that give their names the only meaning there."""
    bindings = scope_of(scope.body, None if isinstance(scope, ast.Module) else scope.args).names
    once = {name for name in wanted if len(bindings.get(name, ())) == 1}
    spare = once - set(_used(scope, text, once)) if once else set()
    return {
        _key(node, alias)
        for node in scope.body
        if isinstance(node, Import)
        for alias in node.names
        if local_name(alias) in spare and _may_go(node, alias)
    }


def _alone(body: Sequence[ast.stmt], text: str) -> Iterator[tuple[Import, Part]]:
    """Yield the imports among statements that have their lines for themselves, and no comment on or above these."""
    noted = {token.start[0] for token in comments(text)}
    parts, lines = parts_of(body), split_lines(text)
    for node in body:
        if isinstance(node, Import):
            part = next(part for part in parts if part.first <= node.lineno <= part.last)
            alone = [one for one in body if part.first <= one.lineno <= part.last] == [node]
            own_line = not lines[node.lineno - 1][: node.col_offset].strip()
            if alone and own_line and noted.isdisjoint(range(part.first - 1, part.last + 1)):
                yield node, part


def _may_go(node: Import, alias: ast.alias) -> bool:
    """Whether an import gives the file a name only: `import a.b` lets others use `a.b`, too."""
    if alias.name == alias.asname:
        return False  # by custom this says that others may take the name from here
    if isinstance(node, ast.Import):
        return "." not in alias.name
    return node.module != "__future__" and alias.name != "*"


def _used(tree: ast.Module | Function, text: str, wanted: Collection[str]) -> Iterator[str]:
    """Yield those of the names that a file uses, or may use, besides that it imports them."""
    nodes = list(all_nodes(tree))
    uses = {node.id for node in nodes if isinstance(node, ast.Name)}
    if uses & REFLECTION or any(binds(node, "__getattr__") for node in tree.body):
        yield from wanted
        return
    others = [node for node in nodes if not isinstance(node, ast.alias)]
    imported = {alias for node in tree.body if isinstance(node, Import) for alias in node.names}
    others += [node for node in nodes if isinstance(node, ast.alias) and node not in imported]
    strings = list(strings_of(tree))
    hints = [token.string for token in comments(text) if re.match(r"#\s*type:", token.string)]
    for name in wanted:
        if (
            name in uses
            or any(binds(node, name) for node in others)
            or any(name in names_in_string(one, name) for one in strings)
            or any(re.search(rf"\b{name}\b", hint) for hint in hints)
        ):
            yield name


def _with_space(lines: Sequence[str], spare: Spare) -> slice:
    """The rows of a statement that goes, with the empty ones that would have nothing to set apart then."""
    first, last = spare.part.first - 1, spare.part.last
    above, below = _around(lines, spare.part)
    if below == len(lines):
        return slice(above, below)
    if spare.leads and above in {0, first}:
        return slice(above, below)
    if above == first or below == last:
        return slice(first, last)
    return slice(first, below) if below - last <= first - above else slice(above, last)


def _around(lines: Sequence[str], part: Part) -> tuple[int, int]:
    """Where the empty lines above a statement begin, and where those below it end."""
    above, below = part.first - 1, part.last
    while above > 0 and not lines[above - 1].strip():
        above -= 1
    while below < len(lines) and not lines[below].strip():
        below += 1
    return above, below
