"""Results of what an executor does: a coroutine awaits them."""

from __future__ import annotations

import ast

from channels_fix.edits.expressions import Compose
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import called
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import place_of

RESULT = "concurrent.futures.Future.result"
DOUBT = "a cancellation is passed on to the work of the executor, as far as that has not begun"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.args or node.keywords:
        return None
    if called(node, place_of(body)) != RESULT:
        return None
    written, imports = body.reference("asyncio", "wrap_future")
    code = f"await {written}(future)"
    code = f"({code})" if body.is_primary(node) else code
    edit = Compose(body.span(node), code, (("future", body.span(node.func.value)),))
    return Step(node, RESULT, slow=True, native=Way((edit,), imports, cancellable=True, doubts=(DOUBT,)))
