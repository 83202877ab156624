"""On which versions of Channels and Python a consumer may run, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.requirements.target import Target
from codemods.facts import table


@dataclass(frozen=True)
class Signatures:
    """The parameters, after `self`, that Channels fills of a consumer's `__init__` and `__call__`."""

    init: tuple[str, ...]
    call: tuple[str, ...]


def channels_of(module: Module, project: Project) -> Target | None:
    """The lowest version of Channels on which `module` may run, None if that is not known."""
    return project.version_of("channels", module)


def python_of(module: Module, project: Project) -> Target | None:
    """The lowest version of Python on which `module` may run, None if that is not known.

    A rewrite that needs a newer one than this asks `target.is_below("3.7")` first.
    """
    return project.python_of(module)


def signatures_of(module: Module, project: Project) -> Signatures | None:
    """What a consumer in `module` may be called with, None if the version of Channels is not known or has no such."""
    channels = channels_of(module, project)
    for entry in table("consumers")["versions"]["signatures"] if channels else ():
        if channels and not channels.is_below(entry["since"]):
            return Signatures(tuple(entry["init"]), tuple(entry["call"]))
    return None


def errors_of_handle_leave_since() -> str:
    """The first version of Channels whose `AsyncHttpConsumer.http_request` lets the errors of `handle()` out."""
    version: str = table("consumers")["versions"]["http"]["errors-leave-since"]
    return version
