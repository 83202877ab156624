"""The table of resources: what gives them, what releases them, and which statement does so by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from codemods.facts import table


@dataclass(frozen=True)
class Kind:
    """A kind of resource, or of an object whose methods give one; the table says what the fields mean."""

    name: str
    functions: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    keyword: str = ""
    awaited: bool = False
    index: int | None = None
    releases: tuple[str, ...] = ()
    awaited_releases: tuple[str, ...] = ()
    arguments: str = ""
    owner_releases: tuple[str, ...] = ()
    owner_awaited: bool = False
    freeing: tuple[str, ...] = ()
    once: bool = False
    finishing: frozenset[str] = frozenset()
    awaitable: bool = False
    kept: bool = False
    guard: str = ""
    manager: str = ""
    manager_awaits: bool = False
    exits: frozenset[str] = frozenset()

    @property
    def is_resource(self) -> bool:
        """Whether it is something to release, rather than only a way to such."""
        return bool(self.releases or self.awaited_releases or self.owner_releases or self.freeing)

    @property
    def own_releases(self) -> frozenset[str]:
        """The methods of the resource itself that release it."""
        return frozenset({*self.releases, *self.awaited_releases})


@dataclass(frozen=True)
class Hold:
    """Something taken from an object by its method `acquire` and given back by `release`."""

    of: frozenset[str]
    acquire: str
    release: str
    awaited: bool = False
    release_awaited: bool = False
    arguments: bool = False
    manager: str = ""


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds of resources and objects."""
    facts = table("resources")
    return tuple(Kind(**_frozen(entry, Kind)) for entry in (*facts["resource"], *facts["object"]))


@cache
def holds() -> tuple[Hold, ...]:
    """All that is taken from objects and given back."""
    return tuple(Hold(**_frozen(entry, Hold)) for entry in table("resources")["hold"])


@cache
def given_by_function(name: str) -> tuple[Kind, ...]:
    """What a call of the function with this full name gives."""
    return tuple(kind for kind in kinds() if name in kind.functions)


@cache
def given_by_method(owner: str, method: str) -> tuple[Kind, ...]:
    """What a call of a method of an object of the kind `owner` gives."""
    return tuple(kind for kind in kinds() if f"{owner}.{method}" in kind.methods)


@cache
def packages() -> frozenset[str]:
    """The packages of the table."""
    return frozenset(name.partition(".")[0] for kind in kinds() for name in kind.functions)


@cache
def methods() -> frozenset[str]:
    """The names of all methods that give something."""
    return frozenset(method.rpartition(".")[2] for kind in kinds() for method in kind.methods)


@cache
def releasing() -> frozenset[str]:
    """The names of all methods that release something."""
    of_kinds = (method for kind in kinds() for method in (*kind.own_releases, *kind.owner_releases))
    return frozenset([*(hold.release for hold in holds()), *of_kinds])


@cache
def of_type(name: str) -> Kind | None:
    """The kind of the objects of a class."""
    found = [kind for kind in kinds() if not kind.awaited and kind.index is None and name in kind.functions]
    found += [kind for kind in kinds() if name in kind.types]
    return found[0] if found else None


@cache
def of_attribute(base: str, attribute: str) -> Kind | None:
    """The kind of what the heirs of the class `base` have in an attribute."""
    return next((kind for kind in kinds() if f"{base}.{attribute}" in kind.attributes), None)


def _frozen(entry: dict[str, Any], cls: type) -> dict[str, Any]:
    """The fields of an entry as values that do not change."""
    types = cls.__annotations__
    return {
        key: (frozenset(value) if "frozenset" in types[key] else tuple(value)) if isinstance(value, list) else value
        for key, value in entry.items()
    }
