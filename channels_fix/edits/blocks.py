"""The verbs that put statements into a block of their own, or take them out of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.statements import as_block, leading_lines, statements
from channels_fix.rule import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst

_MARK = '"guarded from here on"\n'


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
        lines = leading_lines(rest[0])
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
        above = [*last.leading_lines, *_comment_lines(body.header), *leading_lines(moved), *body.footer]
        if old.handlers:
            return [old.with_changes(finalbody=None), moved.with_changes(leading_lines=above)]
        inner = as_block(old.body)
        first, *rest = inner.body
        lines = [*old.leading_lines, *_comment_lines(inner.header), *leading_lines(first)]
        moved = moved.with_changes(leading_lines=[*inner.footer, *above])
        return [first.with_changes(leading_lines=lines), *rest, moved]


@dataclass(frozen=True)
class DropHandler(Edit):
    """Take the clause for the exceptions `kind` out of a try statement, which goes too if it has nothing else.

    The clause, and what stands between it and the rest, must hold no comments.
    """

    target: ClassVar[str] = "statement"
    kind: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement that takes the place of `node`, or those that were in it."""
        import libcst as cst

        old = cst.ensure_type(node, cst.Try)
        spelled = cst.parse_expression(self.kind)
        left = [one for one in old.handlers if one.type is None or not one.type.deep_equals(spelled)]
        if left or old.finalbody is not None:
            return [old.with_changes(handlers=left)]
        inner = as_block(old.body)
        first, *rest = inner.body
        lines = [*old.leading_lines, *_comment_lines(inner.header), *leading_lines(first)]
        return [first.with_changes(leading_lines=lines), *rest]


@dataclass(frozen=True)
class SuppressToTry(Edit):
    """Spell out the `contextlib.suppress` at `index` of a with statement as a try that lets `passing` out."""

    target: ClassVar[str] = "statement"
    index: int
    passing: str
    suppressed: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement that takes the place of `node`."""
        import libcst as cst

        old = cst.ensure_type(node, cst.With)
        body: cst.BaseSuite = as_block(old.body)
        inner, outer = old.items[self.index + 1 :], old.items[: self.index]
        if inner:
            body = cst.IndentedBlock([_with_items(old.with_changes(leading_lines=[]), inner, body)])
        code = f"try:\n    pass\nexcept {self.passing}:\n    raise\nexcept {self.suppressed}:\n    pass\n"
        model = cst.ensure_type(cst.parse_statement(code), cst.Try)
        indent = as_block(old.body).indent
        clauses = [
            clause.with_changes(body=cst.ensure_type(clause.body, cst.IndentedBlock).with_changes(indent=indent))
            for clause in model.handlers
        ]
        spelled: cst.BaseStatement = model.with_changes(body=body, handlers=clauses)
        if outer:
            spelled = _with_items(old, outer, cst.IndentedBlock([spelled], indent=indent))
        spelled = spelled.with_changes(leading_lines=old.leading_lines)
        kept = _comments(spelled)
        above = [cst.EmptyLine(comment=comment) for comment in _comments(old) if comment not in kept]
        return [spelled.with_changes(leading_lines=[*old.leading_lines, *above])]


@dataclass(frozen=True)
class CarryThrough(Edit):
    """Carry an exception through an `except*`, which could let it out in a group only.

    It is caught inside, kept as `name`, and raised again behind the statement.
    """

    target: ClassVar[str] = "statement"
    passing: str
    name: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        import libcst as cst

        old = cst.ensure_type(node, cst.TryStar)
        body = as_block(old.body)
        code = (
            f"{self.name} = None\n"
            f"try:\n    pass\nexcept {self.passing} as exc:\n    {self.name} = exc\n"
            f"if {self.name} is not None:\n    raise {self.name}\n"
        )
        before, model, after = statements(code)
        inner = cst.ensure_type(model, cst.Try).with_changes(body=body.with_changes(header=cst.TrailingWhitespace()))
        around = body.with_changes(body=[inner], footer=[])
        return [
            before.with_changes(leading_lines=old.leading_lines),
            old.with_changes(leading_lines=[], body=around),
            after,
        ]


@dataclass(frozen=True)
class RaiseFromGroup(Edit):
    """Raise an exception of its own that a statement would let out in an exception group."""

    target: ClassVar[str] = "statement"
    passing: str
    name: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement that takes the place of `node`."""
        import libcst as cst

        old = cst.ensure_type(node, cst.With)
        code = (
            f"try:\n    pass\nexcept BaseExceptionGroup as {self.name}:\n"
            f"    if {self.name}.subgroup({self.passing}):\n"
            f"        raise {self.passing}() from {self.name}\n    raise\n"
        )
        model = cst.ensure_type(cst.parse_statement(code), cst.Try)
        body = cst.IndentedBlock([old.with_changes(leading_lines=[])])
        return [model.with_changes(leading_lines=old.leading_lines, body=body)]


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


def _comments(node: cst.CSTNode) -> list[cst.Comment]:
    import libcst as cst
    from libcst import matchers

    return [cst.ensure_type(found, cst.Comment) for found in matchers.findall(node, matchers.Comment())]


def _with_items(node: cst.With, items: Sequence[cst.WithItem], body: cst.BaseSuite) -> cst.With:
    import libcst as cst

    last = items[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return node.with_changes(items=[*items[:-1], last], body=body)
