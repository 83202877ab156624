"""The verbs that change an expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from channels_fix.rule import Edit, Position, Span

if TYPE_CHECKING:
    import libcst as cst


@dataclass(frozen=True)
class ChangeExpression(Edit):
    """Changes the expression that reaches exactly over `span`; those inside of it are changed before it is."""

    target: ClassVar[str] = "expression"


@dataclass(frozen=True)
class AwaitCall(ChangeExpression):
    """Await a call.

    `primary` says that it stands as closely bound as in `f(x).attribute`, where the `await` needs parentheses;
    `attribute` is the name of the method that is called instead, and nothing if that stays.
    """

    primary: bool
    attribute: str = ""

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the `await` expression."""
        import libcst as cst

        call = cst.ensure_type(node, cst.Call)
        if self.attribute:
            called = cst.ensure_type(call.func, cst.Attribute)
            call = call.with_changes(func=called.with_changes(attr=cst.Name(self.attribute)))
        return awaited(call, primary=self.primary)


@dataclass(frozen=True)
class AwaitOther(ChangeExpression):
    """Await a call of `callee` with the arguments of a call."""

    primary: bool
    callee: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the `await` expression."""
        import libcst as cst

        call = cst.ensure_type(node, cst.Call).with_changes(func=cst.parse_expression(self.callee))
        return awaited(call, primary=self.primary)


@dataclass(frozen=True)
class AwaitWrapped(ChangeExpression):
    """Await a call after `wrapper` has made a coroutine function of what it calls: `await wrapper(f)(x)`.

    `options` follows the function among the arguments of the wrapper, such as `thread_sensitive=False`.
    """

    primary: bool
    wrapper: str
    options: str = ""

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the `await` expression."""
        import libcst as cst

        call = cst.ensure_type(node, cst.Call)
        options = f", {self.options}" if self.options else ""
        model = cst.ensure_type(cst.parse_expression(f"{self.wrapper}(f{options})"), cst.Call)
        first, *others = model.args
        wrapped = model.with_changes(args=[first.with_changes(value=call.func), *others])
        return awaited(call.with_changes(func=wrapped), primary=self.primary)


@dataclass(frozen=True)
class WrapCallee(ChangeExpression):
    """Put what a call calls into a call of `wrapper`: `wrapper(f)(x)`."""

    wrapper: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the call with the other callee."""
        import libcst as cst

        call = cst.ensure_type(node, cst.Call)
        return call.with_changes(func=cst.Call(cst.parse_expression(self.wrapper), [cst.Arg(call.func)]))


@dataclass(frozen=True)
class Compose(ChangeExpression):
    """Put an expression in the place of another one, with parts of the old one in it.

    `parts` tells where the names of `code` that stand for parts come from: each is an expression inside of the old
    one, or that itself, and is taken over with the changes that other edits make of it. The rest of the old one is
    dropped.
    """

    code: str
    parts: tuple[tuple[str, Span], ...] = ()

    def moved(self, move: Callable[[Position], Position]) -> Edit:
        """The same edit of a text in which all positions have moved."""
        parts = tuple((name, Span(move(part.start), move(part.end))) for name, part in self.parts)
        return replace(self, span=Span(move(self.span.start), move(self.span.end)), parts=parts)

    def composed(self, parts: Mapping[str, cst.BaseExpression]) -> cst.CSTNode:
        """Return the new expression, given its parts."""
        import libcst as cst

        return composed(cst.parse_expression(self.code), parts)


def awaited(node: cst.BaseExpression, *, primary: bool) -> cst.BaseExpression:
    """Return `await node`, in parentheses where it is `primary`."""
    import libcst as cst

    if not primary:
        return cst.Await(node)
    inner = node.with_changes(lpar=(), rpar=())
    return cst.Await(inner, lpar=node.lpar or [cst.LeftParen()], rpar=node.rpar or [cst.RightParen()])


def composed(model: cst.CSTNode, parts: Mapping[str, cst.BaseExpression]) -> cst.CSTNode:
    """Return `model` with the names that stand for parts replaced by these, in parentheses where they need some."""
    import libcst as cst

    atoms = (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.BaseNumber, cst.BaseString, cst.List, cst.Dict)
    # what holds an expression so loosely that it never needs parentheses there
    loose = (cst.Arg, cst.Element, cst.Assign, cst.Expr, cst.Return, cst.Index, cst.DictElement, cst.Lambda)

    class Filler(cst.CSTTransformer):
        def __init__(self) -> None:
            super().__init__()
            self.holders: list[cst.CSTNode] = []

        def on_visit(self, node: cst.CSTNode) -> bool:
            self.holders.append(node)
            return super().on_visit(node)

        def on_leave(  # type: ignore[override]
            self, original_node: cst.CSTNode, updated_node: cst.CSTNode
        ) -> cst.CSTNode | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNode]:
            self.holders.pop()
            if not (isinstance(original_node, cst.Name) and original_node.value in parts):
                return super().on_leave(original_node, updated_node)
            part = parts[original_node.value]
            holder = self.holders[-1] if self.holders else None
            if isinstance(part, cst.Await) and isinstance(holder, loose):
                return part.with_changes(lpar=(), rpar=())  # what needed them was the place that it had
            if isinstance(part, atoms) or part.lpar or (isinstance(holder, loose) and not _is_bare(part)):
                return part
            return part.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])

    changed = model.visit(Filler())
    assert isinstance(changed, cst.CSTNode)
    return changed


def _is_bare(node: cst.BaseExpression) -> bool:
    """Whether an expression without parentheses would mix with what stands beside it."""
    import libcst as cst

    return isinstance(node, cst.Tuple | cst.GeneratorExp | cst.NamedExpr | cst.Yield)
