"""A notice: what asynchronous views gain depends on the server, and on the version of Django."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Adviser, Notice, Trigger

CANCELS_SINCE = "5.0"
"""The first version of Django that cancels a view whose client has left."""


class Gains(Adviser):
    """Says where asynchronous views gain less than they could, once for a project with views that block."""

    family: ClassVar[str] = "AV001"
    triggers: ClassVar[tuple[Trigger, ...]] = ((b"urlpatterns",),)

    def check(self, module: Module, project: Project) -> Iterator[Notice]:
        """Yield the notices if a view that `module` routes to can be converted."""
        from codemods.async_views.decision.decisions import decisions_of
        from codemods.deployment.middleware import has_asynchronous_views, hindering
        from codemods.deployment.serving import Serving, serving_of
        from codemods.deployment.settings import settings_of

        for decision in decisions_of(project):
            view = decision.view
            if decision.reasons or not any(route.module is module for route in view.routes):
                continue
            django = project.version_of("django", view.module)
            if django is not None and django.is_below(CANCELS_SINCE):
                yield Notice(
                    f"django {django}",
                    django.origin,
                    "does not cancel an asynchronous view whose client has left: it holds no thread, but runs on;"
                    f" {CANCELS_SINCE} does",
                )
            settings = settings_of(project, view.module).modules
            # with asynchronous views it is a finding already
            for entry in () if has_asynchronous_views(project, view.module) else hindering(project, view.module):
                yield Notice(
                    entry.name,
                    entry.setting.module.path,
                    "has no asynchronous mode: each request holds a thread for as long as an asynchronous view runs",
                )
            if serving_of(project, view.module) is Serving.UNKNOWN:
                yield Notice(
                    "asynchronous views",
                    (settings[0] if settings else view.module).path,
                    "no Python file and no requirement says that an ASGI server runs the project:"
                    " under WSGI they gain nothing",
                )
