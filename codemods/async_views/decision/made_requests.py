"""Requests that a caller of a view makes itself: no middleware has been at them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from channels_fix.module import Module
from codemods.testing import is_test
from codemods.views.decorators import asks_for_user
from codemods.views.view import View

FACTORY = "RequestFactory"


def doubts_about_requests(view: View, callers: Iterable[Module]) -> Iterator[str]:
    """Yield what the decorators of a view would miss in the requests of those that call it directly.

    Args:
        view: The view.
        callers: The files with the calls.
    """
    asking = next((one for one in view.layers if one.place != "urls" and asks_for_user(one)), None)
    for module in dict.fromkeys(callers):
        if asking is not None and (is_test(module) or FACTORY in module.text):
            yield (
                f"`{ast.unparse(asking.node)}` awaits request.auser(), "
                f"which a request that {module.path.name} makes itself does not have"
            )
