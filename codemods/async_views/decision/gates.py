"""What keeps a view from being asynchronous, whatever its body does."""

from __future__ import annotations

from dataclasses import dataclass

from channels_fix.project import Project
from codemods.views.view import Role, View


@dataclass(frozen=True)
class Gate:
    """What there is to say against the conversion of a view: `reasons` forbid it, `doubts` make it unsafe."""

    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def gate_of(view: View, project: Project) -> Gate:
    """Look at all that stands around a view."""
    del project
    reasons = [reason for role, reason in _ROLES.items() if role in view.roles]
    return Gate(tuple(reasons))


_ROLES = {
    Role.ERROR_HANDLER: "Django calls an error handler without awaiting it: keep it synchronous, and short",
    Role.ADMIN: "the administration calls its views without awaiting them: start the work elsewhere, in a task queue",
    Role.REST: "Django REST framework does not await its views: add adrf to the project and derive from its classes",
}
