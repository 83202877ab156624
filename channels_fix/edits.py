"""The verbs of rewriting: small changes of one node, told apart by the span of the node they change.

They are plain data until they run, so that finding a fault never imports LibCST.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.rule import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class InsertHandler(Edit):
    """Put an except clause in front of the clause at `index` of a try statement."""

    target: ClassVar[str] = "try"
    index: int
    code: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the try statement with the clause."""
        import libcst as cst

        node = cst.ensure_type(node, cst.Try)

        model = cst.ensure_type(cst.parse_statement(f"try:\n    pass\n{self.code}"), cst.Try)
        clause = model.handlers[0]
        neighbour = node.handlers[self.index]
        if isinstance(clause.body, cst.IndentedBlock) and isinstance(neighbour.body, cst.IndentedBlock):
            clause = clause.with_changes(body=clause.body.with_changes(indent=neighbour.body.indent))
        return node.with_changes(handlers=[*node.handlers[: self.index], clause, *node.handlers[self.index :]])


@dataclass(frozen=True)
class HoistHandler(Edit):
    """Move the except clause at `index` in front of the one at `before`."""

    target: ClassVar[str] = "try"
    index: int
    before: int

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the try statement with its clauses in the new order."""
        import libcst as cst

        node = cst.ensure_type(node, cst.Try)
        handlers = list(node.handlers)
        handlers.insert(self.before, handlers.pop(self.index))
        return node.with_changes(handlers=handlers)


@dataclass(frozen=True)
class EmptyFinally(Edit):
    """Take the only statement out of the `finally` of a try statement, and `finally` too unless it holds comments."""

    target: ClassVar[str] = "try"

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the try statement without what was in `finally`."""
        import libcst as cst
        import libcst.matchers as m

        node = cst.ensure_type(node, cst.Try)
        last = cst.ensure_type(node.finalbody, cst.Finally)
        if node.handlers and not m.findall(last, m.Comment()):
            return node.with_changes(finalbody=None)
        body = as_block(last.body)
        line = cst.ensure_type(body.body[0], cst.SimpleStatementLine).with_changes(body=[cst.Pass()])
        return node.with_changes(finalbody=last.with_changes(body=body.with_changes(body=[line])))


@dataclass(frozen=True)
class RetypeHandler(Edit):
    """Let an except clause catch `code` instead."""

    target: ClassVar[str] = "clause"
    code: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the clause with its new type."""
        import libcst as cst

        clause = cst.ensure_type(node, cst.ExceptHandler)
        return clause.with_changes(type=cst.parse_expression(self.code))


@dataclass(frozen=True)
class NameHandler(Edit):
    """Give the exception in an except clause a name."""

    target: ClassVar[str] = "clause"
    name: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the clause with `as name`."""
        import libcst as cst

        return cst.ensure_type(node, cst.ExceptHandler).with_changes(name=cst.AsName(cst.Name(self.name)))


@dataclass(frozen=True)
class AppendToClause(Edit):
    """Put statements at the end of the body of an except clause."""

    target: ClassVar[str] = "clause"
    code: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the clause with the longer body."""
        return _with_longer_body(node, self.code)


@dataclass(frozen=True)
class AppendToFunction(Edit):
    """Put statements at the end of the body of a function."""

    target: ClassVar[str] = "function"
    code: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the function with the longer body."""
        return _with_longer_body(node, self.code)


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
class GuardFrom(Edit):
    """Mark the statement of a function from which on `GuardRest` puts its body under a try statement."""

    target: ClassVar[str] = "statement"

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement behind a mark that does not outlive `GuardRest`."""
        return [*statements(_MARK), node]


@dataclass(frozen=True)
class GuardRest(Edit):
    """Put the body of a function, from the statement that `GuardFrom` marks, under a try statement.

    `handlers` is the source of its clauses; as many statements as `outside` says stay behind it.
    """

    target: ClassVar[str] = "function"
    handlers: str
    outside: int = 0

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the function with the try statement at its end."""
        import libcst as cst

        function = cst.ensure_type(node, cst.FunctionDef)
        block = as_block(function.body)
        before, rest = _split_at_mark(block.body)
        behind = rest[len(rest) - self.outside :]
        rest = rest[: len(rest) - self.outside]
        # empty lines stay above, comments go with the statement that they are about
        lines = list(getattr(rest[0], "leading_lines", ()))
        empty = next((index for index, line in enumerate(lines) if line.comment), len(lines))
        rest[0] = rest[0].with_changes(leading_lines=lines[empty:])
        model = cst.ensure_type(statements(f"try:\n    pass\n{self.handlers}")[0], cst.Try)
        guard = model.with_changes(
            leading_lines=lines[:empty],
            body=cst.IndentedBlock(rest, indent=block.indent),
            handlers=[
                handler.with_changes(body=as_block(handler.body).with_changes(indent=block.indent))
                for handler in model.handlers
            ],
        )
        return function.with_changes(body=block.with_changes(body=[*before, guard, *behind]))


_MARK = '"guarded from here on"\n'


def _split_at_mark(body: Sequence[cst.BaseStatement]) -> tuple[list[cst.BaseStatement], list[cst.BaseStatement]]:
    """The statements before and behind the mark; those that share its line get lines of their own."""
    import libcst as cst

    for index, line in enumerate(body):
        if not isinstance(line, cst.SimpleStatementLine):
            continue
        for place, small in enumerate(line.body):
            if small.deep_equals(cst.ensure_type(statements(_MARK)[0], cst.SimpleStatementLine).body[0]):
                before = [line.with_changes(body=line.body[:place])] if place else []
                behind = [line.with_changes(body=line.body[place + 1 :])] if line.body[place + 1 :] else []
                return [*body[:index], *before], [*behind, *body[index + 1 :]]
    raise LookupError("no statement is marked as the first of those to be guarded")


@dataclass(frozen=True)
class InsertBefore(Edit):
    """Put statements in front of a statement."""

    target: ClassVar[str] = "statement"
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        return [*statements(self.code), node]


@dataclass(frozen=True)
class InsertAfter(Edit):
    """Put statements behind a statement."""

    target: ClassVar[str] = "statement"
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        return [node, *statements(self.code)]


@dataclass(frozen=True)
class ReplaceStatement(Edit):
    """Put statements in the place of a statement; its comments stay."""

    target: ClassVar[str] = "statement"
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        import libcst as cst

        old = cst.ensure_type(node, cst.SimpleStatementLine)
        new = statements(self.code)
        new[0] = new[0].with_changes(leading_lines=old.leading_lines)
        new[-1] = _with_trailing(new[-1], old)
        return new


@dataclass(frozen=True)
class RemoveStatement(Edit):
    """Take a statement away; its comments stay."""

    target: ClassVar[str] = "statement"

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return nothing, or a placeholder that carries the comments."""
        import libcst as cst
        import libcst.matchers as m

        if m.findall(node, m.Comment()):
            return [cst.ensure_type(node, cst.SimpleStatementLine).with_changes(body=[cst.Pass()])]
        return []


def _with_longer_body(node: cst.CSTNode, code: str) -> cst.CSTNode:
    block = as_block(node.body)  # type: ignore[attr-defined]
    return node.with_changes(body=block.with_changes(body=[*block.body, *statements(code)]))


def as_block(body: cst.BaseSuite) -> cst.IndentedBlock:
    """Return `body` as an indented block; a body on the line of its header is moved below it."""
    import libcst as cst

    if isinstance(body, cst.IndentedBlock):
        return body
    suite = cst.ensure_type(body, cst.SimpleStatementSuite)
    return cst.IndentedBlock([cst.SimpleStatementLine(suite.body)], header=suite.trailing_whitespace)


def _with_trailing(new: cst.BaseStatement, old: cst.SimpleStatementLine) -> cst.BaseStatement:
    """Move the comment behind `old` behind `new`."""
    import libcst as cst

    if isinstance(new, cst.SimpleStatementLine):
        return new.with_changes(trailing_whitespace=old.trailing_whitespace)
    compound = cst.ensure_type(new, cst.If)
    return compound.with_changes(body=as_block(compound.body).with_changes(header=old.trailing_whitespace))


def statements(code: str) -> list[cst.BaseStatement]:
    """Parse statements, one after the other."""
    import libcst as cst

    return list(cst.parse_module(code).body)


@dataclass(frozen=True)
class MoveOutOfFinally(Edit):
    """Move the last statement of the `finally` of a try statement behind it.

    A `finally` that is left empty goes too, and with it a `try` that has nothing else; all comments stay.
    """

    target: ClassVar[str] = "statement"

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        import libcst as cst

        old = cst.ensure_type(node, cst.Try)
        last = cst.ensure_type(old.finalbody, cst.Finally)
        body = as_block(last.body)
        *kept, moved = _separate(body.body)
        if kept:
            return [old.with_changes(finalbody=last.with_changes(body=body.with_changes(body=kept))), moved]
        above = [*last.leading_lines, *_comment_lines(body.header), *moved.leading_lines, *body.footer]  # type: ignore[attr-defined]
        if old.handlers:
            return [old.with_changes(finalbody=None), moved.with_changes(leading_lines=above)]
        inner = as_block(old.body)
        first, *rest = inner.body
        lines = [*old.leading_lines, *_comment_lines(inner.header), *first.leading_lines]  # type: ignore[attr-defined]
        moved = moved.with_changes(leading_lines=[*inner.footer, *above])
        return [first.with_changes(leading_lines=lines), *rest, moved]


@dataclass(frozen=True)
class GuardStatement(Edit):
    """Put a statement into a try statement of its own, with an except clause."""

    target: ClassVar[str] = "statement"
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        import libcst as cst

        line = cst.ensure_type(node, cst.SimpleStatementLine)
        model = cst.ensure_type(cst.parse_statement(f"try:\n    pass\n{self.code}"), cst.Try)
        body = cst.IndentedBlock([line.with_changes(leading_lines=[])])
        return [model.with_changes(body=body, leading_lines=line.leading_lines)]


@dataclass(frozen=True)
class NarrowCondition(Edit):
    """Let an `if` hold only where `code` holds too."""

    target: ClassVar[str] = "if"
    code: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the `if` with the narrower condition."""
        import libcst as cst

        node = cst.ensure_type(node, cst.If)
        test = node.test
        weak = isinstance(test, cst.IfExp | cst.Lambda | cst.NamedExpr) or (
            isinstance(test, cst.BooleanOperation) and isinstance(test.operator, cst.Or)
        )
        if weak and not test.lpar:
            test = test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        return node.with_changes(test=cst.BooleanOperation(test, cst.And(), cst.parse_expression(self.code)))


def _separate(body: Sequence[cst.BaseStatement]) -> list[cst.BaseStatement]:
    """The statements with the last one on a line of its own."""
    import libcst as cst

    *others, last = body
    if not isinstance(last, cst.SimpleStatementLine) or len(last.body) == 1:
        return list(body)
    *front, small = last.body
    front[-1] = front[-1].with_changes(semicolon=cst.MaybeSentinel.DEFAULT)
    return [
        *others,
        last.with_changes(body=front, trailing_whitespace=cst.TrailingWhitespace()),
        cst.SimpleStatementLine([small], trailing_whitespace=last.trailing_whitespace),
    ]


def _comment_lines(space: cst.TrailingWhitespace) -> list[cst.EmptyLine]:
    """The comment behind a colon, as a line of its own."""
    import libcst as cst

    return [cst.EmptyLine(comment=space.comment)] if space.comment else []
