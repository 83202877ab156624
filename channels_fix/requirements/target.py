"""The version that a rule has to reckon with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.version import Version


@dataclass(frozen=True)
class Target:
    """The lowest version on which a project may run.

    Attributes:
        version: The version; of a range its lower end.
        origin: The file that says so; None for the command line.
        exact: Whether the project runs on this version and no other, as far as `origin` tells.
    """

    version: Version
    origin: Path | None = None
    exact: bool = True

    def is_below(self, version: str) -> bool:
        """Whether the project may run on something older than `version`."""
        from packaging.version import Version

        return self.version < Version(version)

    def __str__(self) -> str:
        return str(self.version) if self.exact else f"{self.version} or later"


def option_of(name: str) -> str:
    """Return the configuration key that says on which version of `name` the project runs."""
    return f"target-{name}"
