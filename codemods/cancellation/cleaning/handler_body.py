"""What the clause that catches the cancellation now does, to be done in the new clause, too."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.excerpts import text_of
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancellation.cleaning.acts import acts_of
from codemods.cancellation.cleaning.answering import Answers
from codemods.cancellation.cleaning.callees import Callee, awaits_in
from codemods.cancellation.cleaning.copying import CannotCopyError, Copy
from codemods.cancellation.cleaning.deciding import Tests
from codemods.cancellation.cleaning.place import Place
from codemods.facts import table


@dataclass(frozen=True)
class Body:
    """What is left of a clause once its exits are a raise and the client gets no answer.

    Attributes:
        code: Its statements at no indent, without a raise at their end.
        awaits: How often they suspend the task.
        acts: What they do on the way.
        name: The name of the exception, if they use it.
        kept: Whether they stay where they are, so that `code` is empty.
        leaves: Whether some path leaves them before their end.
        doubt: What a person should look at.
        reason: Why they cannot be written down once more.
    """

    code: str = ""
    awaits: int = 0
    acts: frozenset[str] = frozenset()
    name: str = ""
    kept: bool = False
    leaves: bool = False
    doubt: str = ""
    reason: str = ""


def handler_body(place: Place, caller: Callee, project: Project) -> Body:
    """Look at the clause that catches the cancellation now.

    Args:
        place: The try statement with the clause.
        caller: The function.
        project: The index.
    """
    handler = place.handler
    if handler is None:
        return Body()
    if _names_it_alone(handler, place, project):
        return Body("", awaits_in(handler.body, caller, project), acts_of(handler.body, caller, project), kept=True)
    if any(
        isinstance(node, ast.Global | ast.Nonlocal | ast.Yield | ast.YieldFrom) for node in inner_nodes(handler.body)
    ):
        return Body(reason="the clause yields, or declares names of an outer scope, which cannot be done twice")
    tests = Tests(place, handler, project)
    copy = Copy(place, Answers(caller, project), handler, tests)
    try:
        lines = copy.block(copy.needed(tests.reached(handler.body)), last=True)
    except CannotCopyError as error:
        return Body(reason=str(error))
    code = text_of(lines)
    missing = tests.fails_for(code)
    if missing:
        return Body(reason=f"the clause reads `{handler.name}.{missing}`, which a cancellation does not have")
    used = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    name = handler.name if handler.name in used else None
    written = copy.written
    awaits = awaits_in(written, caller, project)
    doubt = "what the clause did starts something again" if _starts_again(written) else ""
    return Body(code, awaits, acts_of(written, caller, project), name or "", leaves=copy.leaves, doubt=doubt)


def _starts_again(written: Sequence[ast.AST]) -> bool:
    """Whether something goes on with work, be it by another task."""
    calls = (node.func for node in inner_nodes(written) if isinstance(node, ast.Call))
    names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    return not names.isdisjoint(table("cleaning")["starting"])


def _names_it_alone(handler: ast.ExceptHandler, place: Place, project: Project) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    for kind in kinds:
        symbol = project.resolve(kind, place.module, place.within) if kind else None
        if symbol is None or symbol.name != "asyncio.CancelledError":
            return False
    return True
