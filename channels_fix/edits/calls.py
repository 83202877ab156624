"""The verbs that change what is called, and what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from channels_fix.edits.expressions import ChangeExpression, awaited

if TYPE_CHECKING:
    from collections.abc import Iterable

    import libcst as cst


@dataclass(frozen=True)
class AddKeywords(ChangeExpression):
    """Give a call more keyword arguments: names, and the source of their values."""

    keywords: tuple[tuple[str, str], ...]

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the call with the arguments at the end."""
        import libcst as cst

        return with_keywords(cst.ensure_type(node, cst.Call), self.keywords)


@dataclass(frozen=True)
class AwaitInstead(ChangeExpression):
    """Await a call of `callee` with the arguments of a call, and take an attribute of what that gives.

    Keyword arguments are `dropped`, `renamed` and added; `first` is the source of one that goes in front of all.
    """

    primary: bool
    callee: str
    keywords: tuple[tuple[str, str], ...] = ()
    attribute: str = ""
    dropped: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    first: str = ""

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the `await` expression, or the attribute of it."""
        import libcst as cst

        call = cst.ensure_type(node, cst.Call)
        call = call.with_changes(func=cst.parse_expression(self.callee), args=self._arguments(call))
        changed = with_keywords(call, self.keywords)
        if not self.attribute:
            return awaited(changed, primary=self.primary)
        result = awaited(changed.with_changes(lpar=(), rpar=()), primary=True)
        return cst.Attribute(result, cst.Name(self.attribute), lpar=call.lpar, rpar=call.rpar)

    def _arguments(self, call: cst.Call) -> list[cst.Arg]:
        import libcst as cst

        names = dict(self.renamed)
        kept = [one for one in call.args if one.keyword is None or one.keyword.value not in self.dropped]
        if kept and kept[-1] is not call.args[-1]:  # what stands behind the last one stays there
            kept[-1] = kept[-1].with_changes(comma=call.args[-1].comma)
        found = [
            one.with_changes(keyword=cst.Name(names[one.keyword.value]))
            if one.keyword is not None and one.keyword.value in names
            else one
            for one in kept
        ]
        if self.first:
            comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" ")) if found else cst.MaybeSentinel.DEFAULT
            found.insert(0, cst.Arg(cst.parse_expression(self.first), comma=comma))
        return found


@dataclass(frozen=True)
class HandAwaited(ChangeExpression):
    """Give `callee` what an `await` waits for, and await what that gives: `await callee(f())`."""

    callee: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the `await` expression with the call in it."""
        import libcst as cst

        await_ = cst.ensure_type(node, cst.Await)
        call = cst.Call(cst.parse_expression(self.callee), [cst.Arg(await_.expression)])
        return await_.with_changes(expression=call)


def with_keywords(call: cst.Call, keywords: Iterable[tuple[str, str]]) -> cst.Call:
    """Return a call with more keyword arguments, laid out like those that it has."""
    import libcst as cst

    for name, code in keywords:
        equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
        added = cst.Arg(cst.parse_expression(code), cst.Name(name), equal)
        if not call.args:
            call = call.with_changes(args=[added])
            continue
        *others, last = call.args
        if isinstance(last.value, cst.GeneratorExp) and not last.value.lpar:
            alone = last.value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
            last = last.with_changes(value=alone)
        space: cst.BaseParenthesizableWhitespace = cst.SimpleWhitespace(" ")
        if others and isinstance(others[-1].comma, cst.Comma):
            space = others[-1].comma.whitespace_after
        elif isinstance(call.whitespace_before_args, cst.ParenthesizedWhitespace):
            space = call.whitespace_before_args
        if isinstance(space, cst.ParenthesizedWhitespace):
            space = space.with_changes(first_line=cst.TrailingWhitespace(), empty_lines=[])
        if isinstance(last.comma, cst.Comma):  # a comma behind the last argument stays there
            end = last.comma.whitespace_after
            below = space if isinstance(space, cst.ParenthesizedWhitespace) else _line_below(call, end)
            if below is not None and isinstance(end, cst.ParenthesizedWhitespace):
                space = end.with_changes(indent=below.indent, last_line=below.last_line)
                end = end.with_changes(first_line=cst.TrailingWhitespace(), empty_lines=[])
            added = added.with_changes(comma=cst.Comma(whitespace_after=end))
        last = last.with_changes(comma=cst.Comma(whitespace_after=space), whitespace_after_arg=cst.SimpleWhitespace(""))
        added = added.with_changes(whitespace_after_arg=call.args[-1].whitespace_after_arg)
        call = call.with_changes(args=[*others, last, added])
    return call


def _line_below(call: cst.Call, end: cst.BaseParenthesizableWhitespace) -> cst.ParenthesizedWhitespace | None:
    """How a line of arguments begins, if a comment at the `end` of the last one keeps that line as it is."""
    import libcst as cst

    if not isinstance(end, cst.ParenthesizedWhitespace):
        return None
    commas = [one.comma for one in call.args[:-1]]
    before = [call.whitespace_before_args, *(one.whitespace_after for one in commas if isinstance(one, cst.Comma))]
    lines = [one for one in before if isinstance(one, cst.ParenthesizedWhitespace)]
    is_told = end.first_line.comment is not None or any(line.comment is not None for line in end.empty_lines)
    return lines[-1] if lines and is_told else None
