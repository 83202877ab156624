"""What a function needs besides awaits once it can be cancelled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from channels_fix.rule import Edit, ImportedName
from codemods.async_views.decision.chosen import Change, Chosen
from codemods.async_views.decision.cut_apart import may_be_cut_apart
from codemods.async_views.decision.files import written_whole
from codemods.async_views.decision.generators import as_generator
from codemods.async_views.decision.holding import released
from codemods.async_views.decision.left_over import removed_in_any_case
from codemods.async_views.decision.left_running import ended_with_it
from codemods.async_views.decision.letting_out import let_out
from codemods.async_views.decision.module_state import kept_in_module
from codemods.async_views.decision.together import kept_together
from codemods.async_views.steps.body import Body
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
    together = kept_together(body, chosen)
    if isinstance(together, str):
        return Protection((), reason=together)
    cut = may_be_cut_apart(body, together.chosen)
    doubts = (*together.doubts, *([cut] if cut else []))
    found = Protection(together.chosen, doubts=doubts, kept=together.kept)
    parts: tuple[Callable[[Body, Sequence[Chosen]], Change], ...] = (
        written_whole,
        removed_in_any_case,
        let_out,
        ended_with_it,
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
