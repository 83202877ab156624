"""The verbs that give a module a function of its own for what its other functions need; they put in text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from channels_fix.rule import Edit


@dataclass(frozen=True)
class InsertDefinitionAbove(Edit):
    """Put a function in front of a statement of a module, with two empty lines between."""

    target: ClassVar[str] = "statement"
    is_above: ClassVar[bool] = True
    code: str


@dataclass(frozen=True)
class InsertDefinitionBelow(Edit):
    """Put a function behind a statement of a module, with two empty lines between."""

    target: ClassVar[str] = "statement"
    code: str
