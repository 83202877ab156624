"""SC003: `dispatch` keeps the disconnect message from the library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Fix, Rule, Trigger
from codemods.consumers import STOP_CLASS

if TYPE_CHECKING:
    from codemods.stop_consumer.skipping.skipping import Skip


class DisconnectSkipsDispatch(Rule):
    """A way through a consumer's `dispatch` leaves with the disconnect message before the library gets it.

    ## What it finds
    An early `return`, or an end of the method, that the disconnect message reaches without having been handed on, in a
    `dispatch` that hands other messages on; in the class itself, a base class, a mixin, a helper method or a
    decorator. Filters that the disconnect message cannot enter are left alone.

    ## Why is this bad
    The library raises StopConsumer for this message, and nothing else ends a consumer. When the message is kept from
    it, the consumer lives on after its client has left, its groups are never left, and `disconnect()` never runs.

    ## Example
    ```python
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            return await self.leave_rooms()
        await super().dispatch(message)
    ```
    becomes
    ```python
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            await self.leave_rooms()
            return await super().dispatch(message)
        await super().dispatch(message)
    ```

    ## Fix safety
    Safe where the branch is for the disconnect message alone: it does its work, then the consumer ends. Elsewhere it
    is unsafe: the message is let through, all else stays, and what handles the disconnect now runs in circumstances
    in which it did not run before.

    ## References
    - https://channels.readthedocs.io/en/stable/topics/consumers.html
    - https://asgi.readthedocs.io/en/latest/specs/www.html
    """

    code: ClassVar[str] = "SC003"
    name: ClassVar[str] = "disconnect-skips-dispatch"
    triggers: ClassVar[tuple[Trigger, ...]] = (
        (b"async def ", b"async def dispatch"),
        (b"sync_to_async", b"def dispatch"),
    )

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the places in `module`, and in helpers of its consumers, where the message is lost."""
        from codemods.stop_consumer.skipping.skipping import skips

        found: dict[ast.stmt, Skip] = {}
        for skip in skips(module, project):
            known = found.setdefault(skip.place, skip)
            known.consumers += [name for name in skip.consumers if name not in known.consumers]
            if known is not skip:
                known.builds = [*known.builds, *skip.builds] if known.builds and skip.builds else []
                known.reason, known.doubt = known.reason or skip.reason, known.doubt or skip.doubt
                known.faults += skip.faults
        for skip in found.values():
            yield self._finding(skip, project)

    def _finding(self, skip: Skip, project: Project) -> Finding:
        from channels_fix.edits.statements import ReplaceStatement
        from channels_fix.imports import reference

        routine = skip.call.routine
        module, place = routine.module, skip.place
        owner = f"{routine.cls.node.name}." if routine.cls else ""
        hurt = tuple(name for name in skip.consumers if name != owner.removesuffix("."))
        what = f"`{_shortened(place)}`" if isinstance(place, ast.Return) else "the end of the method"
        message = (
            f"{owner}{routine.node.name}: {what} can be reached by the disconnect message before it is dispatched, "
            "so the consumer never ends"
        )
        display = Applicability.DISPLAY
        found = Finding(module.path, self.code, self.name, message, module.span(place), display, hurt=hurt)
        if not skip.builds:
            return replace(found, reason=skip.reason)
        source, _, original = STOP_CLASS.rpartition(".")
        stop, needed = reference(module, project, source, original, (*routine.within, routine.node))
        mends = [(mend, fault.stop.frame) for fault in skip.faults for mend in fault.mends]
        if any(frame.module is not module for _, frame in mends):
            reason = "a handler in another file would stop StopConsumer: let that raise it again first"
            return replace(found, reason=reason)
        builds = [*skip.builds, *(mend.build for mend, _ in mends)]
        edits = tuple(dict.fromkeys(edit for build in builds for edit in build(module, stop)))
        replaced = [edit.span for edit in edits if isinstance(edit, ReplaceStatement)]
        if len(replaced) > len(set(replaced)):
            reason = "the consumers that run this need different endings: end them by hand"
            return replace(found, reason=reason)
        uses_name = any(stop in getattr(edit, "code", "") for edit in edits)
        fix = Fix("let the disconnect message through", edits, (needed,) if needed and uses_name else ())
        applicability = Applicability.UNSAFE if skip.doubt else Applicability.SAFE
        return replace(found, applicability=applicability, fix=fix, reason=skip.doubt)


def _shortened(place: ast.Return) -> str:
    text = ast.unparse(place)
    return text if len(text) <= 40 else "return ..."
