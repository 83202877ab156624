"""AV001: a synchronous view waits for something slow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Change, Finding, Fix, Rule, Trigger

if TYPE_CHECKING:
    from codemods.async_views.decision.decisions import Decision


class BlockingView(Rule):
    """A synchronous view waits for the network, another process or the clock.

    ## What it finds

    ## Why is this bad

    ## Example

    ## Fix safety

    ## References
    """

    code: ClassVar[str] = "AV001"
    name: ClassVar[str] = "blocking-view"
    behind: ClassVar[tuple[str, ...]] = ("AV003",)
    triggers: ClassVar[tuple[Trigger, ...]] = ((b"urlpatterns",), (b"request",))

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the blocking views of `module`, and those that its URLconf names."""
        from codemods.async_views.decision.decisions import decisions_of

        for decision in decisions_of(project):
            if decision.view.module is module or any(route.module is module for route in decision.view.routes):
                yield self._finding(decision, project)

    def _finding(self, decision: Decision, project: Project) -> Finding:
        from codemods.async_views.decision.changes import Changes
        from codemods.async_views.decision.describing import doubts_of, message_of, what_of

        view = decision.view
        message = message_of(decision, project)
        span = view.module.span(view.node)
        path = view.module.path
        if decision.reasons:
            reason = "; ".join(decision.reasons)
            return Finding(path, self.code, self.name, message, span, Applicability.DISPLAY, reason=reason)
        own = decision.changes.get(path, Changes())
        elsewhere = tuple(
            Change(other, changes.edits, changes.imports, changes.unneeded)
            for other, changes in decision.changes.items()
            if other != path
        )
        doubts = doubts_of(decision)
        applicability = Applicability.UNSAFE if doubts else Applicability.SAFE
        fix = Fix(what_of(decision), own.edits, own.imports, elsewhere, own.unneeded)
        return Finding(path, self.code, self.name, message, span, applicability, fix, doubts)
