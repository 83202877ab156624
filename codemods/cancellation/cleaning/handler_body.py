"""What the clause that catches the cancellation now does, to be done in the new clause, too."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from channels_fix.project import Project
from codemods.cancellation.cleaning.acts import acts_of
from codemods.cancellation.cleaning.answering import Answers
from codemods.cancellation.cleaning.callees import Callee, awaits_in, own_nodes
from codemods.cancellation.cleaning.copying import CannotCopyError, Copy, exits
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.source import text_of

_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)


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
        reason: Why they cannot be written down once more.
    """

    code: str = ""
    awaits: int = 0
    acts: frozenset[str] = frozenset()
    name: str = ""
    kept: bool = False
    leaves: bool = False
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
        leaves = any(_leaves(statement, at_end=statement is handler.body[-1]) for statement in handler.body)
        awaits = awaits_in(handler.body, caller, project)
        return Body("", awaits, acts_of(handler.body, caller, project), kept=True, leaves=leaves)
    if any(isinstance(node, ast.Global | ast.Nonlocal | ast.Yield | ast.YieldFrom) for node in own_nodes(handler.body)):
        return Body(reason="the clause yields, or declares names of an outer scope, which cannot be done twice")
    copy = Copy(place, Answers(caller, project), handler)
    try:
        lines = copy.block(copy.needed(handler.body), last=True)
    except CannotCopyError as error:
        return Body(reason=str(error))
    code = text_of(lines)
    used = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    name = handler.name if handler.name in used else None
    written = copy.written
    awaits = awaits_in(written, caller, project)
    return Body(code, awaits, acts_of(written, caller, project), name or "", leaves=copy.leaves)


def _names_it_alone(handler: ast.ExceptHandler, place: Place, project: Project) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    for kind in kinds:
        symbol = project.resolve(kind, place.module, place.within) if kind else None
        if symbol is None or symbol.name != "asyncio.CancelledError":
            return False
    return True


def _leaves(statement: ast.stmt, *, at_end: bool) -> bool:
    """Whether a path leaves the clause in a statement, other than by being its end."""
    if isinstance(statement, _LEAVING):
        return not at_end
    return any(exits(statement))
