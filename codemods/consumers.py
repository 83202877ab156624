"""What a Channels consumer is, and which classes of a project are one."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Knowledge, Symbol
from codemods.facts import table

STOP_CLASS = "channels.exceptions.StopConsumer"

ENDING_MESSAGES = {"websocket": "websocket.disconnect", "http": "http.disconnect"}
"""For each protocol the message after which a consumer must end."""

ENDING_HANDLERS = {"websocket": ("websocket_disconnect",), "http": ("http_request", "http_disconnect")}
"""For each protocol the handlers that raise StopConsumer."""


@dataclass(frozen=True)
class Kind:
    """What a library's base class settles for its heirs."""

    protocol: str
    sync: bool


@dataclass(frozen=True)
class Consumer:
    """A class of the project that Channels runs.

    `protocols` names the connections whose end it gets to hear of; a worker, which only listens to the channel layer,
    has none.
    """

    cls: Class
    sync: bool
    protocols: tuple[str, ...]


def knowledge() -> Knowledge:
    """Return what is known of names outside the project."""
    names = table("consumers")["names"]
    return Knowledge(
        aliases=names["aliases"],
        exports={module: frozenset(exported) for module, exported in names["exports"].items()},
        ancestors={name: frozenset(bases) for name, bases in names["ancestors"].items()},
        packages=frozenset(names["packages"]),
        whole=frozenset(names["whole"]),
    )


@cache
def library_bases() -> dict[str, Kind]:
    """The known base classes outside the project, by full name."""
    return {
        name: Kind(group["protocol"], group["sync"])
        for group in table("consumers")["base"]
        for name in group["classes"]
    }


def as_consumer(cls: Class, project: Project) -> Consumer | None:
    """Tell whether `cls` is a consumer that Channels' own `__call__` runs.

    A class that brings a `__call__` of its own, without the inherited one, owns its receive loop: nothing that is said
    here of StopConsumer holds for it.
    """
    return None if _loop_owner(cls, project) else _consumer(cls, project)


def with_own_loop(cls: Class, project: Project) -> Consumer | None:
    """Tell whether `cls` is a consumer that owns its receive loop, by its own `__call__`."""
    return _consumer(cls, project) if _loop_owner(cls, project) is cls else None


def _loop_owner(cls: Class, project: Project) -> Class | None:
    for base in project.mro(cls):
        if isinstance(base, Class) and base.name not in library_bases() and _owns_loop(base.method("__call__")):
            return base
    return None


def _consumer(cls: Class, project: Project) -> Consumer | None:
    configured = project.options.get("consumer-bases", ())
    kinds: list[Kind] = []
    methods: set[str] = set()
    for base in project.mro(cls):
        if isinstance(base, Class):
            methods.update(name for name in base.scope.names if base.method(name))
        if base is not None and base.name in library_bases():
            kinds.append(library_bases()[base.name])
        elif base is not None and isinstance(configured, Iterable) and base.name in configured:
            kinds.append(Kind("websocket", sync=False))
    if not kinds:
        return None
    protocols = {kind.protocol for kind in kinds if kind.protocol}
    protocols |= {protocol for protocol in ENDING_MESSAGES if any(name.startswith(f"{protocol}_") for name in methods)}
    return Consumer(cls, any(kind.sync for kind in kinds), tuple(sorted(protocols)))


def consumers_of(cls: Class, project: Project) -> list[Consumer]:
    """The consumers with a connection that run the methods of `cls`: itself, or the classes that inherit it."""
    own = as_consumer(cls, project)
    if own and own.protocols:
        return [own]
    heirs = (as_consumer(heir, project) for heir in project.descendants(cls))
    return [heir for heir in heirs if heir and heir.protocols]


def is_consumer_class(symbol: Symbol, project: Project) -> bool:
    """Whether `symbol` names a consumer class, of the project or of a library."""
    if isinstance(symbol.definition, Class):
        return as_consumer(symbol.definition, project) is not None
    return symbol.name in library_bases()


def _owns_loop(call: Function | None) -> bool:
    return call is not None and not any(isinstance(node, ast.Name) and node.id == "super" for node in ast.walk(call))
