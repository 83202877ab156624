"""A notice: older versions of Channels hide the errors of `AsyncHttpConsumer.handle()` by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.rule import Adviser, Notice, Trigger
from codemods.targets import channels_of, errors_of_handle_leave_since

HTTP_CONSUMER = "channels.generic.http.AsyncHttpConsumer"


class HiddenErrors(Adviser):
    """Says that Channels before 4.1 discards the errors of `handle()`, which no change of the consumer mends."""

    family: ClassVar[str] = "SC"
    triggers: ClassVar[tuple[Trigger, ...]] = ((b"def handle(", b"onsumer"),)

    def check(self, module: Module, project: Project) -> Iterator[Notice]:
        """Yield the notice if a class of `module` is concerned."""
        if not any(_is_concerned(cls, project) for cls in module.classes.values()):
            return
        channels = channels_of(module, project)
        since = errors_of_handle_leave_since()
        if channels is not None and channels.is_below(since):
            yield Notice(
                f"channels {channels}",
                channels.origin,
                "AsyncHttpConsumer.http_request raises StopConsumer in a finally and so hides the errors of handle(); "
                f"{since} does not",
            )


def _is_concerned(cls: Class, project: Project) -> bool:
    """Whether Channels' own `http_request` calls the `handle` of `cls`."""
    if not cls.method("handle"):
        return False
    for base in project.mro(cls):
        if isinstance(base, Class):
            if base.method("http_request"):
                return False
        elif base is None or base.name == HTTP_CONSUMER:
            return base is not None
    return False
