"""The before-and-after cases in `tests/cases/<CODE>/*.py`.

A case is one module: the input, a line `# output`, the expected output. Without that line the input must stay as it
is; then a line `# would break` may follow, with what it would have become and why it must not. Lines at the very top
may say how to run it, and are no part of any of these texts:

    # flags: --unsafe-fixes     apply the unsafe fixes too
    # oracle: http              an HTTP consumer; `none`: nothing in the module can be run as a consumer
    # oracle: error             the fault hides an error or cancellation of the module's function `work`; also
                                `cancellation`: that alone; `http-error`: in an HTTP consumer
    # oracle: websocket-error   a WebSocket consumer that ends with an error before, and without one after
    # oracle: cancelled         what becomes of the application when it is cancelled inside the module's `work()`, see
                                below; `cancelled-idle`: also when that happens while it waits for a message
    # oracle: tasks             whether tasks go on when the client has left, after one message
    # oracle: view              views that become asynchronous; `async-view`: one that is and blocks the event loop;
                                `call`: a coroutine function `main()` that blocks it; `limit`: a function `main()` that
                                never ends, for want of a time limit. See below
    # python: 3.11              the module needs at least this version
    # django: 5.1               the lowest version of Django that it runs on: on an earlier one it is fixed but not run.
                                With `<5.1` it is run on the versions before that one alone, and fixed for the oldest
    # http-client: httpx        as the option; so is `call-timeout: 1`, which spares the oracle half a minute
    # finds: 1                  how many findings a rule that never fixes has in it; else none
    # breaks: 2                 in how many requests what would break must show; without it, anywhere
    # rules: SC,CE003           which rules look at it, or `all`; else only its own, so that a case says nothing of the
                                others. Those of the SC family mend one fault together

For `cancelled` and `cancelled-idle` the module has a coroutine function `work()`, which its code awaits somewhere; the
oracle makes it hang. The application is the coroutine function `main()` if there is one, or else a WebSocket
`application` or class `Consumer`, which gets one message with the text `{}`. It must end as cancelled and leave neither
a task nor a channel in a group nor an exception that is never retrieved. If the module has a list `cleaned`, that must
hold something in the end, and nothing twice. All of that also when the cancellation comes a second time, at the first
await of the clean-up. If the module has a coroutine function `release()`, its clean-up must await it; the oracle makes
it take 0.1 seconds, and it must come to its end, also when the second cancellation comes inside it.

For `tasks` it must end without an error, and leave neither a task nor an exception that is never retrieved.

The module of `view` and `async-view` has `urlpatterns`, and is the module `case` of an app `case`: its models are of
that app without a word, and have their tables. It is run under Django's own ASGI handler, with SQLite, sessions, users,
messages and mail, in a process and a folder of its own, from where the relative paths of files start. It may have

    REQUESTS = ["/", ("POST", "/report/", {"name": "x"})]   what is asked, one after the other, by one client with its
                                cookies; a method, a path, then a dict, sent as a form, or a text, sent as JSON, or
                                None; then a dict of headers. Without it: `["/"]`
    USER = "ann"                the user who asks, made if `prepare()` does not
    SETTINGS = {...}            settings of Django; MIDDLEWARE replaces the usual list
    TEMPLATES = {"a.html": ""}  templates
    LEAVES = [1]                in which of the slow calls the client is to leave, see below; without it, in the first
                                three
    def prepare(): ...          makes rows, before anything is asked

Slow is what really takes time: `time.sleep`, programs, and a service on this machine whose address is
`os.environ["SERVICE"]`; `/slow/0.5` answers after half a second, and what else it does says `viewing/service.py`. At
`os.environ["REFUSED"]` nobody listens; `os.environ["REDIS_URL"]` is a Redis. Half a second is as slow as it need be.

All answers must be the same before and after: status, headers, body, the exception that the view raised; also rows,
sessions, files, mail, what the logger `case` was told, and what the service was asked. What `requests` and `httpx`
raise for the same reason counts as the same. No coroutine may be left without its `await`, no exception be lost, the
event loop not be blocked. In the first request with a slow call the client leaves: before, the application goes on;
after, it ends at once, answers nothing, leaves no task and no program, and no slow call goes on. Rows, files and mail
are then as before the request or as after a whole one. If the module has a list `cleaned`, that holds something, and
nothing twice.

What would break must show in one of these ways. The functions of `call` must give the same, or raise the same.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from channels_fix.config import command_line_targets

FOLDER = Path(__file__).parent / "cases"

_DIRECTIVE = re.compile(rb"# (flags|oracle|python|django|http-client|call-timeout|rules|finds|breaks): (\S+)\r?\n")
OLDEST_DJANGO = "4.2"
_OUTPUT = re.compile(rb"^# output\r?\n", re.MULTILINE)
_WOULD_BREAK = re.compile(rb"^# would break\r?\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One file of the corpus; `after` is None when nothing may change."""

    path: Path
    before: bytes
    after: bytes | None
    broken: bytes | None
    """What a case that stays must not become."""
    unsafe_fixes: bool
    oracle: str
    python: tuple[int, ...]
    django: tuple[int, ...]
    django_before: tuple[int, ...] | None
    """The first version of Django on which it is run no more, if there is one."""
    select: tuple[str, ...]
    """The rules that look at it, as in the settings."""
    options: Mapping[str, object] = field(hash=False)
    """What the configuration says."""
    finds: int
    """How many findings a rule that never fixes has in it."""
    breaks: int
    """In how many requests what it must not become must show."""

    @property
    def code(self) -> str:
        """The rule that the case is mainly about."""
        return self.path.parent.name

    def runs_on(self, django: tuple[object, ...]) -> bool:
        """Whether it is run on a version of Django."""
        return self.django <= django and (self.django_before is None or django < self.django_before)

    def __str__(self) -> str:
        return f"{self.code}-{self.path.stem}"


def load(path: Path) -> Case:
    """Read one case."""
    text = path.read_bytes()
    directives: dict[bytes, str] = {}
    while match := _DIRECTIVE.match(text):
        directives[match[1]] = match[2].decode()
        text = text[match.end() :]
    text, *broken = _WOULD_BREAK.split(text)
    given, *after = _OUTPUT.split(text)
    lowest, _, before = directives.get(b"django", "").partition("<")
    return Case(
        path=path,
        before=given,
        after=after[0] if after else None,
        broken=broken[0] if broken else None,
        unsafe_fixes=directives.get(b"flags") == "--unsafe-fixes",
        oracle=directives.get(b"oracle", "websocket"),
        python=_version(directives.get(b"python", "3")),
        django=_version(lowest or OLDEST_DJANGO),
        django_before=_version(before) if before else None,
        select=_selected(directives.get(b"rules"), path.parent.name),
        options=_options(directives),
        finds=int(directives.get(b"finds", "0")),
        breaks=int(directives.get(b"breaks", "0")),
    )


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _options(directives: Mapping[bytes, str]) -> dict[str, object]:
    django = directives.get(b"django")
    targets = command_line_targets({"target-django": django and (django.partition("<")[0] or OLDEST_DJANGO)})
    client = directives.get(b"http-client")
    limit = directives.get(b"call-timeout")
    return targets | ({"http-client": client} if client else {}) | ({"call-timeout": int(limit)} if limit else {})


def _selected(rules: str | None, code: str) -> tuple[str, ...]:
    if rules is None:
        return ("SC" if code.startswith("SC") else code,)
    return () if rules == "all" else tuple(rules.split(","))


# A case that this Python cannot even parse is no case here.
CASES = [case for case in map(load, sorted(FOLDER.glob("*/*.py"))) if case.python <= sys.version_info]
CODES = sorted({case.code for case in CASES})
ADVISING = sorted({case.code for case in CASES if case.finds})
"""The codes of the rules that have no fix: they only say what they find."""
FIXING = [code for code in CODES if code not in ADVISING]
CHANGED = [case for case in CASES if case.after is not None]
UNTOUCHED = [case for case in CASES if case.after is None]

OF_VIEWS = ("view", "async-view", "call", "limit")
CHANGED_CONSUMERS = [case for case in CHANGED if case.oracle not in OF_VIEWS]
UNTOUCHED_CONSUMERS = [case for case in UNTOUCHED if case.oracle not in ("none", *OF_VIEWS)]
CHANGED_VIEWS = [case for case in CHANGED if case.oracle in OF_VIEWS]
UNTOUCHED_VIEWS = [case for case in UNTOUCHED if case.oracle in OF_VIEWS]
BREAKABLE_VIEWS = [case for case in UNTOUCHED_VIEWS if case.broken is not None]


def count_changed(code: str) -> int:
    """How many cases of `code` must change."""
    return sum(case.code == code for case in CHANGED)


def count_untouched(code: str) -> int:
    """How many cases of `code` must stay as they are."""
    return sum(case.code == code for case in UNTOUCHED)


def count_found(code: str) -> int:
    """How many cases of `code` have findings without a fix."""
    return sum(case.code == code and case.finds > 0 for case in CASES)
