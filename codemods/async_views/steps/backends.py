"""Who says who the user is, as far as that is not Django alone: backends and middleware that the settings name."""

from __future__ import annotations

from channels_fix.project import Project
from codemods.async_views.steps.body import Body
from codemods.deployment.settings import settings_of
from codemods.facts import table


def has_own_backends(body: Body) -> bool:
    """Whether others than Django's backends say who may log in, and what a user may do: the twins do not ask them."""
    project = body.project
    entries = settings_of(project, body.routine.module).entries("AUTHENTICATION_BACKENDS")
    named = any(not one.text.startswith("django.contrib.auth.backends.") for one in entries)
    return named or project.once("own backends", lambda: _are_written(project))


def may_be_another(body: Body) -> bool:
    """Whether some middleware may put another user into the request than `auser()` gives."""
    users = table("deployment")["users"]
    entries = settings_of(body.project, body.routine.module).middleware
    others = [
        one for one in entries if one.symbol is None or one.symbol.module is None or one.symbol.definition is None
    ]
    missing = bool(entries) and not any(one.name == users["middleware"] for one in entries)
    return missing or any(not one.name.startswith(tuple(users["neutral"])) for one in others)


def _are_written(project: Project) -> bool:
    """Whether the project has an authentication backend, or signal receivers, of its own."""
    words = ("authenticate", "get_user")
    return any(True for word in words for _ in project.modules_with(f"def {word}(self", ("Backend",)))
