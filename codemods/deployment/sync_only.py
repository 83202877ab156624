"""DP003: a middleware without an asynchronous mode stands before asynchronous views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Rule, Trigger
from codemods.facts import table

if TYPE_CHECKING:
    from codemods.deployment.middleware import Support
    from codemods.deployment.settings import Middleware


class SyncOnlyMiddleware(Rule):
    """MIDDLEWARE names one that has no asynchronous mode, and stands before asynchronous views.

    ## What it finds
    Entries of MIDDLEWARE, in any settings module of a project that has asynchronous views:
    - a factory of the project without `sync_and_async_middleware` and without `async_capable`;
    - a class of the project that neither derives from `MiddlewareMixin` nor sets `async_capable`;
    - a class that says it is asynchronous, but whose `__call__` works with the response without awaiting it: where the
      project is served by ASGI also before synchronous views;
    - packages that are known to have no asynchronous mode, such as WhiteNoise.

    Middleware of packages that are not known is left alone. So are projects that are served by WSGI, where all
    middleware is synchronous, and those with synchronous views alone: each of these holds a thread anyhow. Consumers of
    Channels do not count, for no middleware of Django stands before them.

    ## Why is this bad
    Django runs such a middleware, and waits for all that is behind it, in a thread. Each request holds that thread for
    as long as its view runs, so an asynchronous view scales no better than a synchronous one. When the client
    disconnects, the view gets to hear of it only with asgiref 3.8.1 or later. One that claims an asynchronous mode
    without having it gets a coroutine object in place of the response, and the request fails.

    ## Example
    ```python
    def timing(get_response):
        def middleware(request):
            started = time.monotonic()
            response = get_response(request)
            response["X-Time"] = str(time.monotonic() - started)
            return response

        return middleware
    ```
    should be
    ```python
    @sync_and_async_middleware
    def timing(get_response):
        if iscoroutinefunction(get_response):

            async def middleware(request):
                started = time.monotonic()
                response = await get_response(request)
                response["X-Time"] = str(time.monotonic() - started)
                return response

        else:

            def middleware(request):
                started = time.monotonic()
                response = get_response(request)
                response["X-Time"] = str(time.monotonic() - started)
                return response

        return middleware
    ```

    ## Fix safety
    No fix: what such a middleware does has to be looked at for what blocks, and for what it keeps for a thread.

    ## References
    - https://docs.djangoproject.com/en/stable/topics/http/middleware/#asynchronous-support
    - https://docs.djangoproject.com/en/stable/topics/async/#async-views
    """

    code: ClassVar[str] = "DP003"
    name: ClassVar[str] = "sync-only-middleware"
    triggers: ClassVar[tuple[Trigger, ...]] = ((b"MIDDLEWARE",),)

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the entries of MIDDLEWARE in `module` that have no asynchronous mode."""
        from codemods.deployment.middleware import Support, support_of
        from codemods.deployment.settings import settings_of

        for entry in settings_of(project, module).middleware:
            if entry.setting.module is module:
                support = support_of(entry, project)
                if support in {Support.SYNC, Support.CLAIMED} and _matters(support, module, project):
                    yield self._finding(entry, support, project)

    def _finding(self, entry: Middleware, support: Support, project: Project) -> Finding:
        from codemods.deployment.middleware import Support

        module = entry.setting.module
        if support is Support.SYNC:
            message = f"{entry.name} has no asynchronous mode: each request holds a thread for as long as its view runs"
            reason = f"{_advice(entry)}{_disconnects(module, project)}"
        else:
            message = f"{entry.name} is marked as asynchronous, but its __call__ works with a coroutine object"
            reason = "await the response in a branch for the asynchronous mode, or set async_capable = False"
        span = module.span(entry.setting.value)
        return Finding(module.path, self.code, self.name, message, span, Applicability.DISPLAY, reason=reason)


def _matters(support: Support, module: Module, project: Project) -> bool:
    """Whether what a middleware cannot do makes a difference to the views behind it."""
    from codemods.deployment.middleware import Support, has_asynchronous_views
    from codemods.deployment.serving import Serving, serving_of

    serving = serving_of(project, module)
    if support is Support.CLAIMED and serving is Serving.ASGI:
        return True
    return serving is not Serving.WSGI and has_asynchronous_views(project, module)


def _advice(entry: Middleware) -> str:
    known = [one for one in table("deployment")["middleware"]["known"] if entry.name in one["names"]]
    if known:
        package = f"{known[0]['package']} {known[0]['read']}"
        return f"{package} has none: let the web server in front do its work, or put up with it"
    return "give it one: sync_and_async_middleware for a function, MiddlewareMixin or async_capable for a class"


def _disconnects(module: Module, project: Project) -> str:
    """What becomes of a client's disconnect, where Django cancels views at all."""
    since = table("deployment")["disconnect"]
    django, asgiref = project.version_of("django", module), project.version_of("asgiref", module)
    if (django is not None and django.is_below(since["django"])) or (
        asgiref is not None and not asgiref.is_below(since["asgiref"])
    ):
        return ""
    return f"; a disconnect reaches the views behind it only with asgiref {since['asgiref']} or later"
