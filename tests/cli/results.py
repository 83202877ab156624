"""Small results for the reports to speak of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from channels_fix.results import FileResult
from channels_fix.rule import Applicability, Edit, Finding, Fix, Position, Span

if TYPE_CHECKING:
    from libcst import CSTNode


class Untouched(Edit):
    """An edit that says where it is and changes nothing."""

    target = "try"

    def __call__(self, node: CSTNode) -> CSTNode:
        return node


def span(row: int, column: int, end_row: int, end_column: int) -> Span:
    return Span(Position(row, column), Position(end_row, end_column))


def safe(at: Span, message: str = "swallows StopConsumer", reason: str = "") -> Finding:
    fix = Fix("Let StopConsumer pass", (Untouched(at),))
    return Finding(Path("chat.py"), "SC001", "stop-consumer-swallowed", message, at, Applicability.SAFE, fix, reason)


def unsafe(at: Span, reason: str = "look at the logging") -> Finding:
    fix = Fix("Raise StopConsumer", (Untouched(at),))
    return Finding(
        Path("chat.py"), "SC002", "stop-consumer-never-raised", "never ends", at, Applicability.UNSAFE, fix, reason
    )


def display(at: Span, reason: str = "the base class is unknown") -> Finding:
    return Finding(
        Path("chat.py"), "CE001", "cancelled-error-swallowed", "may swallow", at, Applicability.DISPLAY, None, reason
    )


def result(*findings: Finding, path: str = "chat.py", fixed: tuple[Finding, ...] = (), **more: object) -> FileResult:
    return FileResult(Path(path), findings=findings, fixed=fixed, **more)
