"""Version specifiers of pip and of poetry, and the lowest version that they admit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from packaging.markers import Marker
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

PYTHON_MINORS = range(5, 31)
"""The minor versions of Python 3 that a marker may mean; Channels never ran on an older one."""

_PATCHES = (0, 99)
_LOWER_BOUNDS = frozenset({"==", "===", ">=", ">", "~="})
_GAPS = frozenset({">", "!="})
"""What may exclude the lower end itself and yet not what comes right after it."""
_POETRY_PART = re.compile(r"(?P<operator>[\^~<>=!]*)\s*(?P<version>[^\s,^~<>=!]+)")
_LINUX = {
    "extra": "",
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_release": "",
    "platform_system": "Linux",
    "platform_version": "",
    "sys_platform": "linux",
}
"""Markers are asked for CPython on Linux, where servers run, whatever machine this is."""


@dataclass(frozen=True)
class Range:
    """What a specifier admits: one of several alternatives, nearly always a single one."""

    alternatives: tuple[SpecifierSet, ...]

    @property
    def lowest(self) -> Version | None:
        """The lower end, or None if there is none or nothing is admitted. Nobody asks whether it was ever released."""
        found = [_lowest(one) for one in self.alternatives]
        known = [version for version in found if version is not None]
        return min(known) if known and len(known) == len(found) else None

    @property
    def exact(self) -> bool:
        """Whether a single version is admitted."""
        (first, *others) = self.alternatives
        return not others and any(one.operator in {"==", "==="} and "*" not in one.version for one in first)

    def admits_python(self, minor: int) -> bool:
        """Whether some Python 3.`minor` is admitted."""
        lowest = self.lowest
        patches = (*_PATCHES, lowest.micro) if lowest else _PATCHES
        return any(one.contains(f"3.{minor}.{patch}") for one in self.alternatives for patch in patches)


def _lowest(specifiers: SpecifierSet) -> Version | None:
    try:
        bounds = [Version(one.version.removesuffix(".*")) for one in specifiers if one.operator in _LOWER_BOUNDS]
    except InvalidVersion:  # `===` compares any texts
        return None
    if not bounds:
        return None
    lowest = max(bounds)
    met = all(one.contains(lowest, prereleases=True) for one in specifiers if one.operator not in _GAPS)
    return lowest if met else None


def pep440(text: str) -> Range | None:
    """Read a specifier of pip, `>=3,<5`; None if it is none."""
    try:
        return Range((SpecifierSet(text),))
    except InvalidSpecifier:
        return None


def poetry(text: str) -> Range | None:
    """Read a constraint of poetry, `^3.0`, `~3.0.1`, `3.0.4`, `>=3 <5` or `^2.4 || ^3.0`; None if it is none.

    Of a caret only the lower end is taken.
    """
    try:
        return Range(tuple(_poetry_alternative(one) for one in re.split(r"\|\|?", text)))
    except InvalidSpecifier:
        return None


def _poetry_alternative(text: str) -> SpecifierSet:
    if _POETRY_PART.sub("", text).strip(" ,"):
        raise InvalidSpecifier(text)
    parts = [(part["operator"], part["version"]) for part in _POETRY_PART.finditer(text)]
    return SpecifierSet(",".join(_as_pep440(*part) for part in parts if part != ("", "*")))


def _as_pep440(operator: str, version: str) -> str:
    if operator == "^":
        return f">={version}"
    if operator == "~":  # `~3.8` keeps the minor version, as `~=3.8.0` does
        return f"~={version}.0" if version.count(".") < 2 else f"~={version}"
    return f"{operator if operator not in {'', '='} else '=='}{version}"


def applies(marker: Marker, minors: Iterable[int]) -> bool:
    """Whether `marker` holds on one of these minor versions of Python 3."""
    versions = ((f"3.{minor}", f"3.{minor}.{patch}") for minor in minors for patch in _PATCHES)
    return any(
        marker.evaluate(
            {**_LINUX, "python_version": short, "python_full_version": full, "implementation_version": full}
        )
        for short, full in versions
    )
