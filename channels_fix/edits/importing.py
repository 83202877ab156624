"""The verbs that change an import statement."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.rule import Edit, ImportedName

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class ImportBeside(Edit):
    """Import a name in the `from ... import ...` statement that imports others of the same module."""

    target: ClassVar[str] = "statement"
    renews: ClassVar[bool] = True
    name: ImportedName

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement with the name."""
        import libcst as cst

        line = cst.ensure_type(node, cst.SimpleStatementLine)
        return [line.with_changes(body=[_extended(small, self.name) for small in line.body])]


def extend_import(source: str, name: ImportedName) -> str:
    """Add a name to the `from ... import ...` statement in `source`, in alphabetical order if the names are in it."""
    return _changed(source, lambda small: _extended(small, name))


def shorten_import(source: str, unneeded: Collection[str]) -> str:
    """Take the names `unneeded` out of the import statement in `source`, which binds others, too."""
    body = source.lstrip(" \t")
    return source[: len(source) - len(body)] + _changed(body, lambda small: _shortened(small, unneeded))


def _changed(source: str, change: Callable[[cst.BaseSmallStatement], cst.BaseSmallStatement]) -> str:
    import libcst as cst

    module = cst.parse_module(source)
    lines = [
        line.with_changes(body=[change(small) for small in line.body])
        if isinstance(line, cst.SimpleStatementLine)
        else line
        for line in module.body
    ]
    return module.with_changes(body=lines).code


def _shortened(node: cst.BaseSmallStatement, unneeded: Collection[str]) -> cst.BaseSmallStatement:
    import libcst as cst

    if not isinstance(node, cst.Import | cst.ImportFrom) or isinstance(node.names, cst.ImportStar):
        return node
    kept = [one for one in node.names if (one.evaluated_alias or one.evaluated_name) not in unneeded]
    # what stands behind the last name leads to the end of the statement
    kept[-1] = kept[-1].with_changes(comma=node.names[-1].comma)
    return node.with_changes(names=kept)


def _extended(node: cst.BaseSmallStatement, name: ImportedName) -> cst.BaseSmallStatement:
    import libcst as cst

    if not isinstance(node, cst.ImportFrom) or isinstance(node.names, cst.ImportStar) or _source(node) != name.source:
        return node
    names = list(node.names)
    keys = [alias.evaluated_name for alias in names]
    if (name.name, name.alias or None) in [(alias.evaluated_name, alias.evaluated_alias) for alias in names]:
        return node
    index = len(names)
    if keys == sorted(keys):
        index = sum(key < name.name for key in keys)
    elif keys == sorted(keys, key=str.lower):
        index = sum(key.lower() < name.name.lower() for key in keys)
    asname = cst.AsName(cst.Name(name.alias)) if name.alias else None
    added = cst.ImportAlias(cst.Name(name.name), asname)
    broken = _line_break(node)
    comma = cst.Comma(whitespace_after=broken or cst.SimpleWhitespace(" "))
    if index < len(names):
        return node.with_changes(names=[*names[:index], added.with_changes(comma=comma), *names[index:]])
    last = names[-1]
    if isinstance(last.comma, cst.Comma):
        added = added.with_changes(comma=cst.Comma(whitespace_after=_without_comments(last.comma.whitespace_after)))
        comma = last.comma.with_changes(whitespace_after=_with_indent(last.comma.whitespace_after, broken))
    return node.with_changes(names=[*names[:-1], last.with_changes(comma=comma), added])


def _source(node: cst.ImportFrom) -> str:
    import libcst.helpers

    module = libcst.helpers.get_full_name_for_node(node.module) if node.module else ""
    return "." * len(node.relative) + (module or "")


def _line_break(node: cst.ImportFrom) -> cst.ParenthesizedWhitespace | None:
    """The white space between the names of an import that has each on a line of its own."""
    import libcst as cst

    spaces = [node.lpar.whitespace_after] if node.lpar else []
    names = [] if isinstance(node.names, cst.ImportStar) else node.names
    spaces += [name.comma.whitespace_after for name in names if isinstance(name.comma, cst.Comma)]
    first = next((space for space in spaces if isinstance(space, cst.ParenthesizedWhitespace)), None)
    return cst.ensure_type(_without_comments(first), cst.ParenthesizedWhitespace) if first else None


def _without_comments(space: cst.BaseParenthesizableWhitespace) -> cst.BaseParenthesizableWhitespace:
    import libcst as cst

    if not isinstance(space, cst.ParenthesizedWhitespace):
        return space
    return space.with_changes(first_line=cst.TrailingWhitespace(), empty_lines=[])


def _with_indent(
    space: cst.BaseParenthesizableWhitespace, model: cst.ParenthesizedWhitespace | None
) -> cst.BaseParenthesizableWhitespace:
    import libcst as cst

    if isinstance(space, cst.ParenthesizedWhitespace) and model is not None:
        return space.with_changes(indent=model.indent, last_line=model.last_line)
    return space if model is None else model
