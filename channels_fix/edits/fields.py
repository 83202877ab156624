"""The fields of f-strings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.rule import Edit

if TYPE_CHECKING:
    import libcst as cst


@dataclass(frozen=True)
class BareField(Edit):
    """Leaves of the field of an f-string nothing but the expression in it: no conversion, or else no format.

    `span` is that of the expression.
    """

    target: ClassVar[str] = "field"

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the field."""
        import libcst as cst

        field = cst.ensure_type(node, cst.FormattedStringExpression)
        if field.conversion is not None:
            return field.with_changes(conversion=None)
        return field.with_changes(format_spec=None)


def code_beside(field: cst.FormattedStringExpression) -> str:
    """What a field shows of its own code, as in `f"{total=}"`, written as text; nothing if it does not."""
    import libcst as cst

    if field.equal is None:
        return ""
    parts = (field.whitespace_before_expression, field.expression, field.equal)
    code = "".join(cst.Module([]).code_for_node(part) for part in parts)
    return code.replace("{", "{{").replace("}", "}}")


def without_its_code(field: cst.FormattedStringExpression) -> cst.FormattedStringExpression:
    """Return a field that gives the same value as one that shows its code, and not the code."""
    bare = field.conversion is None and field.format_spec is None
    return field.with_changes(equal=None, conversion="r" if bare else field.conversion)
