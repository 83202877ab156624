"""AV003: a call to the outside that may wait for ever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Fix, Rule, Trigger

if TYPE_CHECKING:
    from codemods.async_views.limits import Unlimited
    from codemods.routines import Routine


class ExternalCallWithoutTimeout(Rule):
    """A call to another service or program has no time-out: it may wait for ever.

    ## What it finds
    Calls in functions that give no limit where the default is to have none: those of requests, of httpx, openai and
    anthropic with `timeout=None`, `urlopen`, `subprocess.run` and its like, connections of smtplib, ftplib, imaplib,
    http.client and sockets, and `asyncio.open_connection` outside of a time limit. Clients with `timeout=None`, and
    those of redis, are found in modules and classes, too: their calls wait later.

    Left alone: other calls that are made while a module is imported; calls that may have a limit that is not to be
    seen, such as one in `**options`, in an adapter of a session, or set by `socket.setdefaulttimeout()`; what is
    awaited inside of `asyncio.timeout()`; programs that were killed before; tests, migrations, management commands and
    scripts.

    ## Why is this bad
    A service that takes a connection and never answers is a common failure. Each request or message that waits for it
    holds a thread, or a task and its connection, until the process is restarted; soon there are no threads left.

    ## Example
    ```python
    def fetch(url):
        return requests.get(url).json()
    ```
    becomes
    ```python
    def fetch(url):
        return requests.get(url, timeout=30).json()
    ```

    ## Fix safety
    Unsafe: a call that takes longer fails then, with the exception that the reason names. The limit is 30 seconds, or
    `call-timeout` in the configuration. For awaited calls it is `asyncio.timeout()`, on Python before 3.11
    `asyncio.wait_for()`. Clients of redis are reported only: a limit would end commands that wait on purpose.

    ## References
    - https://requests.readthedocs.io/en/latest/user/advanced/#timeouts
    - https://docs.python.org/3/library/asyncio-task.html#asyncio.timeout
    """

    code: ClassVar[str] = "AV003"
    name: ClassVar[str] = "external-call-without-timeout"
    triggers: ClassVar[tuple[Trigger, ...]] = (
        (b"requests",),
        (b"subprocess",),
        (b"urlopen",),
        (b"httpx",),
        (b"lib import ",),
        (b"smtplib",),
        (b"ftplib",),
        (b"imaplib",),
        (b"poplib",),
        (b"HTTPConnection",),
        (b"HTTPSConnection",),
        (b"create_connection",),
        (b"open_connection",),
        (b"open_unix_connection",),
        (b"paramiko",),
        (b"redis",),
        (b"openai",),
        (b"anthropic",),
    )

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the calls in `module` that may wait for ever."""
        from codemods.async_views.limits import unlimited_clients_of, unlimited_in
        from codemods.async_views.serving import serves
        from codemods.routines import routines_of

        if serves(module, project):
            for routine, unlimited in unlimited_clients_of(module, project):
                yield self._finding(unlimited, routine, project)
            for routine in routines_of(module):
                for unlimited in unlimited_in(routine, project):
                    yield self._finding(unlimited, routine, project)

    def _finding(self, unlimited: Unlimited, routine: Routine, project: Project) -> Finding:
        from codemods.async_views.limits import limit_of

        module = routine.module
        message = f"{routine.name}: {unlimited.name} has no time-out and may wait for ever"
        span = module.span(unlimited.node)
        if unlimited.advice:
            applicability = Applicability.DISPLAY
            return Finding(module.path, self.code, self.name, message, span, applicability, reason=unlimited.advice)
        seconds = limit_of(project)
        reason = f"what takes longer than {seconds} seconds raises {unlimited.raises} then"
        reason = f"{reason}; {unlimited.leaves}" if unlimited.leaves else reason
        fix = Fix(f"give it {seconds} seconds", unlimited.edits, unlimited.imports)
        return Finding(module.path, self.code, self.name, message, span, Applicability.UNSAFE, fix, reason)
