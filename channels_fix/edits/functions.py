"""The verbs that change a function as a whole, take it apart, or put another one beside it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.statements import as_block, leading_lines, statements, with_longer_body
from channels_fix.rule import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class AppendToFunction(Edit):
    """Put statements at the end of the body of a function."""

    target: ClassVar[str] = "function"
    code: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the function with the longer body."""
        return with_longer_body(node, self.code)


@dataclass(frozen=True)
class PrependToFunction(Edit):
    """Put statements at the beginning of the body of a function, below its docstring; a lone `pass` gives way."""

    target: ClassVar[str] = "function"
    code: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the function with the longer body."""
        import libcst as cst
        import libcst.matchers as m

        function = cst.ensure_type(node, cst.FunctionDef)
        block = as_block(function.body)
        docstring = function.get_docstring(clean=False) is not None
        rest = list(block.body[docstring:])
        placeholder = m.SimpleStatementLine([m.Pass() | m.Expr(m.Ellipsis())])
        if len(rest) == 1 and m.matches(rest[0], placeholder) and not m.findall(rest[0], m.Comment()):
            rest = []
        body = [*block.body[:docstring], *statements(self.code), *rest]
        return function.with_changes(body=block.with_changes(body=body))


@dataclass(frozen=True)
class InsertMethod(Edit):
    """Put a function behind a statement of a class body, one empty line below it."""

    target: ClassVar[str] = "statement"
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        import libcst as cst

        function = cst.ensure_type(statements(self.code)[0], cst.FunctionDef)
        if isinstance(node, cst.FunctionDef) and isinstance(node.body, cst.IndentedBlock):
            function = function.with_changes(body=as_block(function.body).with_changes(indent=node.body.indent))
        return [node, function.with_changes(leading_lines=[cst.EmptyLine(indent=False)])]


@dataclass(frozen=True)
class InsertMethodAbove(Edit):
    """Put a function in front of one of a class body, with an empty line between; several come out in their order."""

    target: ClassVar[str] = "statement"
    renews: ClassVar[bool] = True
    is_above: ClassVar[bool] = True
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        import libcst as cst

        below = cst.ensure_type(node, cst.FunctionDef)
        function = cst.ensure_type(statements(self.code)[0], cst.FunctionDef)
        if isinstance(below.body, cst.IndentedBlock):
            function = function.with_changes(body=as_block(function.body).with_changes(indent=below.body.indent))
        function = function.with_changes(leading_lines=below.leading_lines)
        return [function, below.with_changes(leading_lines=[_empty_line()])]


@dataclass(frozen=True)
class _Apart(Edit):
    """Puts statements beside a statement, with an empty line between; what several fixes put there is one block."""

    target: ClassVar[str] = "statement"
    code: str

    def joined(self, other: Edit) -> Edit | None:
        """One edit with the statements of both."""
        if isinstance(other, _Apart) and replace(other, code=self.code) == self:
            return replace(self, code=self.code + other.code)
        return None


@dataclass(frozen=True)
class InsertApartAbove(_Apart):
    """Put statements in front of a statement, with an empty line between."""

    renews: ClassVar[bool] = True
    is_above: ClassVar[bool] = True

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        return [*statements(self.code), node.with_changes(leading_lines=[_empty_line(), *leading_lines(node)])]


@dataclass(frozen=True)
class InsertApartBelow(_Apart):
    """Put statements behind a statement, with an empty line between."""

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        first, *others = statements(self.code)
        return [node, first.with_changes(leading_lines=[_empty_line()]), *others]


@dataclass(frozen=True)
class AddMethod(_Apart):
    """Put a method behind a statement of a class body; several fixes that need it write it together.

    `header` is its first line, up to the colon; `code` is its body, and what is `last` stands at the end of that.
    """

    header: str
    last: str = ""

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        body = textwrap.indent(self.code + self.last, "    ")
        return [node, statements(f"{self.header}:\n{body}")[0].with_changes(leading_lines=[_empty_line()])]


@dataclass(frozen=True)
class RenameFunction(Edit):
    """Give a function another name where it is defined."""

    target: ClassVar[str] = "function"
    name: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the function with the name."""
        import libcst as cst

        return cst.ensure_type(node, cst.FunctionDef).with_changes(name=cst.Name(self.name))


@dataclass(frozen=True)
class AddTwin(Edit):
    """Put a copy of a function below it, with changes that are made in the copy only.

    The function stands at the top level of its module or class, on lines of its own. The text is copied before it is
    parsed, by `rewrite`: what else is changed in the function is not changed in the copy.
    """

    target: ClassVar[str] = "function"
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class MoveLastStatement(Edit):
    """Move the last statement of a method, with its comments, to a new method below.

    `header` is the first line of the new method, up to the colon; `code` is what the method ends with instead.
    `branches` leads into the if statements at its end: for each whether the statement ends the body or the `else`.
    """

    target: ClassVar[str] = "statement"
    renews: ClassVar[bool] = True
    header: str
    code: str
    branches: tuple[bool, ...] = ()

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the method without the statement, and the new one."""
        import libcst as cst

        function = cst.ensure_type(node, cst.FunctionDef)
        taken: list[cst.IndentedBlock] = []
        changed = function.with_changes(body=self._without(function.body, self.branches, taken))
        added = cst.ensure_type(cst.parse_statement(f"{self.header}:\n    pass\n"), cst.FunctionDef)
        return [changed, added.with_changes(body=taken[0], leading_lines=[_empty_line()])]

    def _without(
        self, suite: cst.BaseSuite, branches: Sequence[bool], taken: list[cst.IndentedBlock]
    ) -> cst.IndentedBlock:
        """Give a block with `code` in the place of the statement, which goes to `taken` in a block of its own."""
        import libcst as cst

        block = as_block(suite)
        *others, last = block.body
        if branches:
            inner = self._in_branch(cst.ensure_type(last, cst.If), branches, taken)
            return block.with_changes(body=[*others, inner], footer=[])
        leading = leading_lines(last)
        spaces = next((index for index, line in enumerate(leading) if line.comment), len(leading))
        first, *more = statements(self.code)
        moved = last.with_changes(leading_lines=leading[spaces:])
        taken.append(cst.IndentedBlock([moved], footer=block.footer))
        return block.with_changes(body=[*others, first.with_changes(leading_lines=leading[:spaces]), *more], footer=[])

    def _in_branch(self, node: cst.If, branches: Sequence[bool], taken: list[cst.IndentedBlock]) -> cst.If:
        import libcst as cst

        if branches[0]:
            return node.with_changes(body=self._without(node.body, branches[1:], taken))
        if isinstance(node.orelse, cst.If):
            return node.with_changes(orelse=self._in_branch(node.orelse, branches[1:], taken))
        last = cst.ensure_type(node.orelse, cst.Else)
        return node.with_changes(orelse=last.with_changes(body=self._without(last.body, branches[1:], taken)))


def _empty_line() -> cst.EmptyLine:
    import libcst as cst

    return cst.EmptyLine(indent=False)
