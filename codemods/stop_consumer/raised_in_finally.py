"""SC005: a `finally` raises StopConsumer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Edit, Finding, Fix, Rule, Trigger
from codemods.consumers import STOP_CLASS

if TYPE_CHECKING:
    from codemods.stop_consumer.hiding.hidden import Hiding
    from codemods.stop_consumer.hiding.unhiding import Escape


class StopConsumerRaisedInFinally(Rule):
    """A `finally` raises StopConsumer, in place of whatever error or cancellation is on its way out.

    ## What it finds
    `raise StopConsumer()`, or a call of the base's `websocket_disconnect` or `http_disconnect`, in the `finally` of a
    method by which a consumer handles a message, or of a function of the same file that it calls.

    ## Why is this bad
    A raise in `finally` replaces every exception. An error of the code in the `try` is reported nowhere: the consumer
    ends as if all had gone well. A cancellation is lost too: the task that was cancelled ends normally.

    ## Example
    ```python
    async def websocket_disconnect(self, message):
        try:
            await self.leave_rooms()
        finally:
            self.rooms.clear()
            raise StopConsumer()
    ```
    becomes
    ```python
    async def websocket_disconnect(self, message):
        try:
            await self.leave_rooms()
        finally:
            self.rooms.clear()
        raise StopConsumer()
    ```

    ## Fix safety
    Safe: where nothing fails, all runs as before, and an error ends the consumer as well, but is seen. A handler in
    `dispatch` that would catch such an error and go on is mended along with it. It is unsafe where the error goes
    through a method in another file that handles it, and not done where it would not end the consumer.

    ## References
    - https://channels.readthedocs.io/en/stable/topics/consumers.html
    - https://docs.python.org/3/tutorial/errors.html#defining-clean-up-actions
    """

    code: ClassVar[str] = "SC005"
    name: ClassVar[str] = "stop-consumer-raised-in-finally"
    triggers: ClassVar[tuple[Trigger, ...]] = (
        (b"onsumer", b"finally", b"raise "),
        (b"websocket_", b".websocket_disconnect(", b"finally"),
        (b".http_disconnect(", b"finally"),
    )

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the raises in a `finally` of `module`."""
        from codemods.stop_consumer.hiding.hidden import hidings
        from codemods.stop_consumer.hiding.unhiding import escape

        found: dict[ast.Try, _Report] = {}
        for hiding in hidings(module, project):
            report = found.setdefault(hiding.node, _Report(hiding))
            report.escapes.append(escape(hiding, module, project))
            name = hiding.place.consumer.cls.node.name
            if name not in report.consumers:
                report.consumers.append(name)
        for report in found.values():
            yield self._finding(report, module, project)

    def _finding(self, report: _Report, module: Module, project: Project) -> Finding:
        from channels_fix.imports import reference
        from codemods.stop_consumer.hiding.raise_behind import edits_behind

        hiding = report.hiding
        place = hiding.place
        owner = place.owner.node.name if place.owner else ""
        hurt = tuple(name for name in report.consumers if name != owner)
        message = f"{place.name}: `finally` raises StopConsumer, which hides errors and cancellations"
        display = Applicability.DISPLAY
        found = Finding(module.path, self.code, self.name, message, module.span(hiding.raiser), display, hurt=hurt)
        source, _, original = STOP_CLASS.rpartition(".")
        stop, needed = reference(module, project, source, original, place.within)
        planned = edits_behind(hiding, stop, module, project)
        reason = next((one.reason for one in report.escapes if one.reason), "")
        if isinstance(planned, str) or reason:
            reason = planned if isinstance(planned, str) else reason
            return replace(found, reason=reason)
        edits = [*planned, *(edit for one in report.escapes for edit in _mended(one, module, project))]
        doubt = next((one.doubt for one in report.escapes if one.doubt), "")
        uses_name = any(stop in getattr(edit, "code", "") for edit in edits)
        imports = (needed,) if needed and uses_name else ()
        fix = Fix("raise StopConsumer behind the `try`", tuple(dict.fromkeys(edits)), imports)
        applicability = Applicability.UNSAFE if doubt else Applicability.SAFE
        return replace(found, applicability=applicability, fix=fix, reason=doubt)


@dataclass
class _Report:
    """One such place, and what becomes of its errors in each consumer."""

    hiding: Hiding
    escapes: list[Escape] = field(default_factory=list)
    consumers: list[str] = field(default_factory=list)


def _mended(found: Escape, module: Module, project: Project) -> Iterator[Edit]:
    """The changes of handlers without which an error would not end the consumer."""
    from channels_fix.imports import reference

    source, _, original = STOP_CLASS.rpartition(".")
    for fault in found.faults:
        stop, _ = reference(module, project, source, original, fault.stop.frame.within)
        for mend in fault.mends:
            yield from mend.build(module, stop)
