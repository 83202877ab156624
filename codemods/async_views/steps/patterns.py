"""Class patterns of a `match`, which read attributes of what they look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step
from codemods.async_views.values.attributes import attribute
from codemods.async_views.values.value import Kind

KINDS = frozenset({Kind.MODEL, Kind.OBJECT, Kind.USER})


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Match):
        return None
    names = dict.fromkeys(name for case in node.cases for name in _read(case.pattern))
    values = [one for one in body.values.of(node.subject).each if one.kind in KINDS] if names else []
    for name in names:
        readings = [attribute(one, name, body.project) for one in values]
        if any(one.asks or any(asks(routine, body.project) for routine in one.routines) for one in readings):
            reason = f"a pattern reads {name} of {ast.unparse(node.subject)}, which asks or waits: read it before"
            return Step(node, f"a pattern with {name}", reason=reason, unsure=True)
    return None


def _read(pattern: ast.pattern) -> Iterator[str]:
    """Yield the attributes that a pattern reads of what it looks at itself."""
    match pattern:
        case ast.MatchClass(kwd_attrs=names):
            yield from names
        case ast.MatchOr(patterns=patterns):
            yield from (name for one in patterns for name in _read(one))
        case ast.MatchAs(pattern=ast.pattern() as inner):
            yield from _read(inner)
