"""Finds the consumers that hold something and that nothing covers against a cancellation."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.cancellation.cleaning.cleanup import needs_cleanup
from codemods.cancellation.covering.passing import Passage, may_be_cancellation, passage
from codemods.cancellation.covering.releasing import CLEANING, Piece, releases_of
from codemods.consumers import Consumer, as_consumer, library_bases
from codemods.stop_consumer.effects import joins_groups
from codemods.stop_consumer.roots import hook, runs

HOOKS = ("dispatch", "__call__")
"""The methods around all that a consumer does when it is cancelled."""


@dataclass(frozen=True)
class Cover:
    """What covers one consumer.

    Attributes:
        settled: Whether nothing is to be written: it cleans up, or what happens cannot be known.
        guarded: The method with the try statement that is to clean up, of the class nearest to the library's: all
            consumers below share that.
        called: The `__call__` that is its own.
    """

    settled: bool
    guarded: Passage | None = None
    called: Passage | None = None


def cover(consumer: Consumer, project: Project) -> Cover:
    """Find what covers `consumer`."""
    return project.once(("cover", consumer.cls), lambda: _cover(consumer, project))


def _cover(consumer: Consumer, project: Project) -> Cover:
    passages = {name: list(_passages(consumer, name, project)) for name in HOOKS}
    if any(one.settled for found in passages.values() for one in found):
        return Cover(settled=True)
    guarded = [one for one in passages["dispatch"] if one.tries]
    own = [one for one in passages["__call__"] if one.cls is consumer.cls]
    return Cover(settled=False, guarded=guarded[-1] if guarded else None, called=own[0] if own else None)


def _passages(consumer: Consumer, name: str, project: Project) -> Iterator[Passage]:
    for cls in project.mro(consumer.cls):
        method = hook(cls, name) if isinstance(cls, Class) else None
        if isinstance(cls, Class) and method is not None and runs(consumer, cls, name, project):
            yield passage(consumer, cls, method, project)


def held_by(cls: Class, project: Project) -> Consumer | None:
    """The consumer that `cls` is, if it has a client and something to release when that is gone."""
    consumer = as_consumer(cls, project)
    if consumer is None or "websocket" not in consumer.protocols or cls.name in library_bases():
        return None
    alone = replace(consumer, cls=replace(cls))  # without its heirs: what they hold is theirs
    return consumer if needs_cleanup(alone, project) else None


def family(cls: Class, project: Project) -> list[Consumer]:
    """The consumers that run the methods of `cls` and hold something: itself and its heirs."""
    found = (held_by(one, project) for one in (cls, *project.descendants(cls)))
    return [consumer for consumer in found if consumer]


def shared_guards(module: Module, project: Project) -> Iterator[tuple[Passage, list[Consumer], list[Consumer]]]:
    """Yield each `dispatch` of `module` that is to clean up, the consumers for which, and those that it would harm."""
    for cls in module.classes.values():
        method = hook(cls, "dispatch")
        if method is None or not any(isinstance(node, ast.Try) for node in ast.walk(method)):
            continue
        running = [one for one in family(cls, project) if runs(one, cls, "dispatch", project)]
        covers = [(one, cover(one, project)) for one in running]
        covered = [(one, found.guarded) for one, found in covers if found.guarded and found.guarded.cls is cls]
        if covered and covered[0][1]:
            settled = [one for one, found in covers if found.settled]
            yield covered[0][1], [one for one, _ in covered], settled


def unguarded(module: Module, project: Project) -> Iterator[tuple[Consumer, list[Consumer], list[Consumer]]]:
    """Yield each consumer of `module` without such a method, its heirs alike, and those that are covered otherwise."""
    for cls in module.classes.values():
        consumer = held_by(cls, project)
        if consumer is None or not _is_bare(consumer, project) or _inherits_cover(cls, project):
            continue
        heirs = family(cls, project)[1:]
        alike = [one for one in heirs if _is_bare(one, project)]
        yield consumer, alike, [one for one in heirs if one not in alike]


def _is_bare(consumer: Consumer, project: Project) -> bool:
    found = cover(consumer, project)
    return not found.settled and found.guarded is None


def _inherits_cover(cls: Class, project: Project) -> bool:
    """Whether a class above is reported for this one, too."""
    above = [base for base in project.mro(cls)[1:] if isinstance(base, Class)]
    return any((one := held_by(base, project)) is not None and _is_bare(one, project) for base in above)


def cleaning_handler(consumer: Consumer, project: Project) -> str:
    """The method of a consumer, other than those around all that it does, that cleans up when it is cancelled."""
    releases = releases_of(consumer, project)

    def cleans_up(method: Function, cls: Class) -> bool:
        within = (*cls.within, method)
        return any(
            may_be_cancellation(node, cls, method, project)
            and releases.made_by(Piece(tuple(node.body), cls.module, within))
            for node in ast.walk(method)
            if isinstance(node, ast.ExceptHandler)
        )

    for cls in (base for base in project.mro(consumer.cls) if isinstance(base, Class)):
        for name in cls.scope.names:
            method = cls.method(name)
            if method is not None and name not in (*HOOKS, *CLEANING) and cleans_up(method, cls):
                return name
    return ""


def stranger(consumer: Consumer, project: Project) -> str:
    """The name of a base that is neither the project's nor Channels' own, `a base class` if that is unknown."""
    for base in project.mro(consumer.cls):
        if base is None:
            return "a base class"
        if isinstance(base, Symbol) and base.name.partition(".")[0] not in _KNOWN:
            return base.name
    return ""


_KNOWN = frozenset({"channels", "builtins", "abc", "typing", "typing_extensions", "enum", "collections"})


def what_stays(consumers: Sequence[Consumer], project: Project) -> str:
    """What follows when nothing is cleaned up."""
    line = [base for one in consumers for base in project.mro(one.cls) if isinstance(base, Class)]
    if any(joins_groups(base) or _adds_itself(base) for base in line):
        return "so its groups keep a dead channel"
    return "so what it holds is not released"


def _adds_itself(cls: Class) -> bool:
    calls = {"group_add", "group_discard"}
    return any(isinstance(node, ast.Attribute) and node.attr in calls for node in ast.walk(cls.node))
