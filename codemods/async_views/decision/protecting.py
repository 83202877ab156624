"""What a function needs besides awaits once it can be cancelled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from channels_fix.rule import Edit, ImportedName
from codemods.async_views.decision.chosen import Change, Chosen
from codemods.async_views.decision.files import written_whole
from codemods.async_views.decision.generators import as_generator
from codemods.async_views.decision.holding import released
from codemods.async_views.decision.letting_out import let_out
from codemods.async_views.decision.module_state import kept_in_module
from codemods.async_views.decision.together import kept_together
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.transactions import decorator_of
from codemods.routines import Routine

__all__ = ["Chosen", "Protection", "protect"]


@dataclass(frozen=True)
class Protection:
    """How a function stays sound when it is cancelled at one of its awaits.

    Attributes:
        chosen: What is awaited; a region takes the place of the steps inside of it.
        edits: What else changes.
        imports: What these need.
        doubts: What a person may see to differ.
        kept: Functions of the project that threads run in regions, and that must stay as they are for these.
        reason: Why the function cannot be a coroutine function.
    """

    chosen: tuple[Chosen, ...]
    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    doubts: tuple[str, ...] = ()
    kept: frozenset[Routine] = frozenset()
    reason: str = ""


def protect(body: Body, chosen: Sequence[Chosen]) -> Protection:
    """Find what a function needs to be a coroutine function that may be cancelled.

    Args:
        body: The function.
        chosen: How it is to do each of its steps.

    Returns:
        The changes, or why there are none that would do.
    """
    decorator = decorator_of(body.routine, body)
    if decorator:
        return Protection(
            (), reason=f"@{decorator} makes one transaction of all it does: put what belongs together under atomic()"
        )
    together = kept_together(body, chosen)
    if isinstance(together, str):
        return Protection((), reason=together)
    found = Protection(together.chosen, kept=together.kept)
    parts: tuple[Callable[[Body, Sequence[Chosen]], Change], ...] = (
        written_whole,
        let_out,
        released,
        kept_in_module,
        as_generator,
    )
    for part in parts:
        made = part(body, together.chosen)
        if made.reason:
            return Protection((), reason=made.reason)
        found = replace(
            found,
            edits=(*found.edits, *made.edits),
            imports=(*found.imports, *made.imports),
            doubts=(*found.doubts, *made.doubts),
        )
    return found
