"""The verbs that make functions, loops, with statements and comprehensions asynchronous."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.expressions import ChangeExpression
from channels_fix.rule import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class _MakeAsync(Edit):
    """Puts `async` in front of a statement."""

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the asynchronous statement."""
        import libcst as cst

        return node.with_changes(asynchronous=cst.Asynchronous())


@dataclass(frozen=True)
class MakeFunctionAsync(_MakeAsync):
    """Make a function a coroutine function."""

    target: ClassVar[str] = "function"


@dataclass(frozen=True)
class MakeLoopAsync(_MakeAsync):
    """Make a `for` loop an `async for` loop."""

    target: ClassVar[str] = "for"


@dataclass(frozen=True)
class MakeWithAsync(_MakeAsync):
    """Make a `with` statement an `async with` statement."""

    target: ClassVar[str] = "with"


@dataclass(frozen=True)
class MakeComprehensionAsync(ChangeExpression):
    """Make the `for` number `index` of a list, set or dictionary comprehension asynchronous.

    A generator expression becomes a list comprehension: who takes a generator does not take an asynchronous one.
    """

    index: int = 0

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the asynchronous comprehension."""
        import libcst as cst

        assert isinstance(node, cst.ListComp | cst.SetComp | cst.DictComp | cst.GeneratorExp)
        return _as_list(node.with_changes(for_in=_with_async(node.for_in, self.index)))


@dataclass(frozen=True)
class MakeList(ChangeExpression):
    """Make a generator expression a list comprehension, if it is not one by now."""

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the list comprehension."""
        return _as_list(node)


def _as_list(node: cst.CSTNode) -> cst.CSTNode:
    import libcst as cst

    return cst.ListComp(node.elt, node.for_in) if isinstance(node, cst.GeneratorExp) else node


def _with_async(node: cst.CompFor, index: int) -> cst.CompFor:
    import libcst as cst

    if index == 0:
        return node.with_changes(asynchronous=cst.Asynchronous())
    inner = cst.ensure_type(node.inner_for_in, cst.CompFor)
    return node.with_changes(inner_for_in=_with_async(inner, index - 1))


@dataclass(frozen=True)
class SpellOutYieldFrom(Edit):
    """Put a loop in the place of a `yield from`, which an asynchronous generator does not know."""

    target: ClassVar[str] = "statement"
    name: str
    asynchronous: bool

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the loop that takes the place of `node`."""
        import libcst as cst

        line = cst.ensure_type(node, cst.SimpleStatementLine)
        given = cst.ensure_type(cst.ensure_type(line.body[0], cst.Expr).value, cst.Yield)
        over = cst.ensure_type(given.value, cst.From).item
        model = cst.ensure_type(cst.parse_statement(f"for {self.name} in x:\n    yield {self.name}\n"), cst.For)
        body = cst.ensure_type(model.body, cst.IndentedBlock).with_changes(header=line.trailing_whitespace)
        return [
            model.with_changes(
                iter=over,
                body=body,
                asynchronous=cst.Asynchronous() if self.asynchronous else None,
                leading_lines=line.leading_lines,
            )
        ]
