"""`time.sleep`."""

from __future__ import annotations

import ast

from channels_fix.edits.expressions import AwaitOther
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step, Way


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call) or body.called(node) != "time.sleep":
        return None
    written, imports = body.reference("asyncio", "sleep")
    edit = AwaitOther(body.span(node), body.is_primary(node), written)
    return Step(node, "time.sleep", slow=True, native=Way((edit,), imports, cancellable=True))
