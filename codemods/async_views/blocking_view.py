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
    """A synchronous view waits for something slow, and nothing ends that when its client leaves.

    ## What it finds
    Views that wait for the network, another process or the clock, themselves or in a function of the project, however
    far away; the message shows the way there. Views are what the URLconfs lead to: functions and classes, in
    `path`, `include`, routers, by name, decorated or not. So are those that send mail, unless the settings keep it
    here: they gain nothing, and the message says so.

    ## Why is this bad
    A synchronous view runs to its end in a thread, whether its client is still there or not. Daphne logs each as
    "took too long to shut down and was killed", and a server that is to stop waits for all of them. From Django 5.0 on
    an asynchronous view is cancelled as soon as its client leaves.

    ## Example
    ```python
    def progress(request, pk):
        report = get_object_or_404(Report, pk=pk)
        while not report.done:
            time.sleep(1)
            report.refresh_from_db()
        return render(request, "progress.html", {"report": report})
    ```
    becomes
    ```python
    async def progress(request, pk):
        report = await aget_object_or_404(Report, pk=pk)
        while not report.done:
            await asyncio.sleep(1)
            await report.arefresh_from_db()
        return await sync_to_async(render)(request, "progress.html", {"report": report})
    ```

    ## Fix safety
    Safe where only the waiting is another afterwards; otherwise unsafe, and the finding says what to look at.

    A view is converted if at least one slow call then ends with the client. What cannot be awaited runs in a thread, as
    before: all of an expression at once, where nothing in it is awaited. The functions that it calls become coroutine
    functions where all who call them can await them; others get an asynchronous twin beside them: `get_total()` keeps
    its callers, `aget_total()` is awaited. A fix changes all files that it concerns, or none.

    Writes stay together that a client who leaves would otherwise tear apart, and what was acquired is released. A write
    in front of a `try` and the one in its `finally` are shielded, so that none comes without the other. A program that
    the view waits for is killed with all that it started; it gets a session of its own for that.

    A view that has to stay as it is, is listed without a fix, with the reason and what you could do:
    - nothing is gained: a thread would still wait, or WSGI alone serves the project;
    - the project may run on a Django before 4.2;
    - nobody would await it: a handler of errors, a page of the administration, a view of REST framework without adrf,
      ATOMIC_REQUESTS, mixins that look at the user; decorators, base classes and callers that are not known to await
      it, or do not in the project's version of Django;
    - a client that leaves would tear apart what belongs together: writes around a wait, transactions, files, locks;
    - the cancellation would not come out: a `finally` that returns, a suppressed BaseException;
    - a name in it cannot be resolved.

    "What ... does is not known" names calls into packages that the tool knows nothing of: they run in a thread, as
    before. Look whether a client that leaves may end the view between two of them.

    Views of Django REST framework are converted where the project has adrf, whose classes and decorators then take the
    place of its own: authentication, permissions, throttles and the methods that a view inherits run in a thread.

    Calls of requests become calls of httpx if the project has it or `--http-client` names it. Clauses that catch errors
    of requests, in the function itself or in those that call it, catch those of httpx as well; where one reads of an
    error what httpx does not tell, the call is left to a thread. The TLS context of the clients takes long to make: the
    module makes it once. Clients of boto3 become those of aioboto3 or aiobotocore where the project has one of these,
    and other clients their twins in the same package; each is built and closed in the view.

    ## References
    - https://docs.djangoproject.com/en/stable/topics/async/#async-views
    - https://docs.djangoproject.com/en/stable/topics/async/#handling-disconnects
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
        from codemods.async_views.decision.describing import doubts_of, message_of, reasons_of, what_of

        view = decision.view
        message = message_of(decision, project)
        span = view.module.span(view.node)
        path = view.module.path
        if decision.reasons:
            reason = reasons_of(decision)
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
