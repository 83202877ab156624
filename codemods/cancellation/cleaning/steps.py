"""The steps of a clean-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.rule import ImportedName


@dataclass(frozen=True)
class Step:
    """One thing that a clean-up does.

    Attributes:
        code: One statement, with its newline, at no indent.
        awaits: How often the task is suspended in it, 0 for a synchronous one; more than one counts as many.
    """

    code: str
    awaits: int


@dataclass(frozen=True)
class Part:
    """What one source of clean-up gives: steps, or why it cannot be written down.

    Attributes:
        steps: What is done, in order.
        acts: What the steps do on the way, so that nothing is done twice.
        imports: What their code needs.
        doubt: What a person should look at.
        reason: Why there are none although there is something to clean up.
    """

    steps: Sequence[Step] = ()
    acts: frozenset[str] = frozenset()
    imports: tuple[ImportedName, ...] = ()
    doubt: str = ""
    reason: str = ""


NOTHING = Part()
