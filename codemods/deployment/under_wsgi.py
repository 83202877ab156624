"""DP002: asynchronous views, and a server that knows only WSGI."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Rule, Trigger

if TYPE_CHECKING:
    from codemods.views.view import View

Place = tuple[Module, "ast.expr | ast.stmt", tuple["View", ...]]


class AsyncViewUnderWsgi(Rule):
    """A project with asynchronous views is served by WSGI alone.

    ## What it finds
    Once in a project, at its WSGI application or else at the first of these views: views that are coroutine functions,
    or classes with asynchronous handlers, where all that is known of the deployment is WSGI. That is so when the
    requirements name a server such as gunicorn or uWSGI, or the project makes a WSGI application, and nothing speaks of
    ASGI: no `ASGI_APPLICATION`, no Daphne, Uvicorn, Hypercorn, Granian or Channels among the requirements, the
    installed apps or in any Python file.

    ## Why is this bad
    Under WSGI Django runs each asynchronous view in a thread and an event loop of its own. It costs more than a
    synchronous view and gains nothing: no disconnect cancels it, no two requests share a loop, so a client that is kept
    in a module (`httpx.AsyncClient()`) fails with "Event loop is closed" from the second request on, and tasks that a
    view starts are cancelled when it ends.

    ## Example
    ```python
    application = get_wsgi_application()
    ```
    should be
    ```python
    application = get_asgi_application()
    ```

    ## Fix safety
    No fix: the command that starts the server has to change too. The development server is WSGI as well,
    unless `daphne` is among the installed apps.

    ## References
    - https://docs.djangoproject.com/en/stable/topics/async/#async-views
    - https://docs.djangoproject.com/en/stable/howto/deployment/asgi/
    """

    code: ClassVar[str] = "DP002"
    name: ClassVar[str] = "async-view-under-wsgi"
    triggers: ClassVar[tuple[Trigger, ...]] = ((b"get_wsgi_application",), (b"async def ",))

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the place in `module` that stands for a project, if it is the one."""
        for where, node, views in project.once("places under wsgi", lambda: _places(project)):
            if where is module:
                yield self._finding(where, node, views)

    def _finding(self, module: Module, node: ast.expr | ast.stmt, views: tuple[View, ...]) -> Finding:
        first = f"{views[0].module.name}.{views[0].name}"
        others = f" and {len(views) - 1} more" if len(views) > 1 else ""
        message = (
            f"{first}{others}: asynchronous under WSGI, so that each request has a thread and an event loop of its own"
            " and no disconnect cancels it"
        )
        servers = "Daphne, Uvicorn, Hypercorn or Granian"
        reason = f"serve get_asgi_application() by {servers}, or write the views as plain functions"
        return Finding(
            module.path, self.code, self.name, message, module.span(node), Applicability.DISPLAY, reason=reason
        )


def _places(project: Project) -> list[Place]:
    """For each project served by WSGI alone the place to report, and its asynchronous views."""
    from codemods.deployment.serving import Serving, serving_of, wsgi_applications
    from codemods.deployment.settings import settings_of
    from codemods.views.finding import views_of

    groups: dict[tuple[Module, ...], list[View]] = {}
    for view in views_of(project):
        if view.is_asynchronous and serving_of(project, view.module) is Serving.WSGI:
            groups.setdefault(settings_of(project, view.module).modules, []).append(view)
    places: list[Place] = []
    for settings, views in groups.items():
        made = [one for one in wsgi_applications(project) if settings_of(project, one.module).modules == settings]
        where, node = (made[0].module, made[0].call) if made else (views[0].module, views[0].node)
        places.append((where, node, tuple(views)))
    return places
