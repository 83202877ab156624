"""The steps of a clean-up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One thing that a clean-up does.

    Attributes:
        code: One statement, with its newline, at no indent.
        awaits: How often the task is suspended in it, 0 for a synchronous one; more than one counts as many.
    """

    code: str
    awaits: int
