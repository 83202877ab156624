"""The calls that wait for what is outside of the process, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from codemods.facts import table


@dataclass(frozen=True)
class Call:
    """What is known of a call, see `facts/blocking.toml`."""

    kind: str
    writes: bool
    gives: str
    builds: bool
    reason: str
    advice: str
    bounded: str

    @property
    def waits(self) -> bool:
        """Whether it waits for anything."""
        return self.kind != "quick"

    @property
    def is_slow(self) -> bool:
        """Whether that may take so long that somebody leaves meanwhile."""
        return self.kind not in {"quick", "broker"}


def call_of(name: str) -> Call | None:
    """What is known of the call of something with a full name, None if that is nothing."""
    return _known(name) if name else None


@cache
def is_quick(name: str) -> bool:
    """Whether a call is known to wait for nothing; to build an object whose methods the table knows is such a call."""
    known = call_of(name)
    if known is not None:
        return not known.waits
    return bool(name) and any(pattern.startswith(f"{name}.") for pattern in _calls())


def instead_of(name: str) -> str:
    """What could be done about a call that waits and has no other form."""
    known = call_of(name)
    advice: str = table("blocking")["advice"][known.kind if known is not None and known.is_slow else "network"]
    return f"nothing like it can be awaited: {advice}"


@cache
def waiting_methods() -> frozenset[str]:
    """The names of methods that wait."""
    written = (name.rpartition(".")[2] for name, known in _calls().items() if known.waits)
    return frozenset(name for name in written if "*" not in name)


@cache
def objects(what: str) -> frozenset[str]:
    """The classes with a property."""
    return frozenset(table("blocking")["objects"][what])


@cache
def usual_name(name: str) -> str:
    """The name by which the table knows something that has several."""
    for other, usual in table("blocking")["names"].items():
        if name == other or name.startswith(f"{other}."):
            return f"{usual}{name[len(other) :]}"
    return name


@cache
def _known(name: str) -> Call | None:
    calls = _calls()
    if name in calls:
        return calls[name]
    fitting = [pattern for pattern in calls if "*" in pattern and fnmatchcase(name, pattern)]
    return calls[max(fitting, key=len)] if fitting else None


@cache
def _calls() -> dict[str, Call]:
    return {
        name: Call(
            entry["kind"],
            entry.get("writes", False),
            entry.get("gives", ""),
            entry.get("builds", False),
            entry.get("reason", ""),
            entry.get("advice", ""),
            entry.get("bounded", ""),
        )
        for entry in table("blocking")["call"]
        for name in entry["names"]
    }
