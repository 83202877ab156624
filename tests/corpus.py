"""The before-and-after cases in `tests/cases/<CODE>/*.py`.

A case is one module: the input, a line `# output`, the expected output. Without that line the input must stay as it
is. Lines at the very top may say how to run it, and are no part of either text:

    # flags: --unsafe-fixes     apply the unsafe fixes too
    # oracle: http              an HTTP consumer; `none`: nothing in the module can be run as a consumer
    # oracle: error             the fault hides an error or cancellation of the module's function `work`; also
                                `cancellation`: that alone; `http-error`: in an HTTP consumer
    # oracle: websocket-error   a WebSocket consumer that ends with an error before, and without one after
    # oracle: cancelled         what becomes of the application when it is cancelled inside the module's `work()`, see
                                below; `cancelled-idle`: also when that happens while it waits for a message
    # oracle: tasks             whether tasks go on when the client has left, after one message
    # python: 3.11              the module needs at least this version
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
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"

_DIRECTIVE = re.compile(rb"# (flags|oracle|python|rules): (\S+)\r?\n")
_OUTPUT = re.compile(rb"^# output\r?\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One file of the corpus; `after` is None when nothing may change."""

    path: Path
    before: bytes
    after: bytes | None
    unsafe_fixes: bool
    oracle: str
    python: tuple[int, ...]
    select: tuple[str, ...]
    """The rules that look at it, as in the settings."""

    @property
    def code(self) -> str:
        """The rule that the case is mainly about."""
        return self.path.parent.name

    def __str__(self) -> str:
        return f"{self.code}-{self.path.stem}"


def load(path: Path) -> Case:
    """Read one case."""
    text = path.read_bytes()
    directives: dict[bytes, str] = {}
    while match := _DIRECTIVE.match(text):
        directives[match[1]] = match[2].decode()
        text = text[match.end() :]
    before, *after = _OUTPUT.split(text)
    return Case(
        path=path,
        before=before,
        after=after[0] if after else None,
        unsafe_fixes=directives.get(b"flags") == "--unsafe-fixes",
        oracle=directives.get(b"oracle", "websocket"),
        python=tuple(int(part) for part in directives.get(b"python", "3").split(".")),
        select=_selected(directives.get(b"rules"), path.parent.name),
    )


def _selected(rules: str | None, code: str) -> tuple[str, ...]:
    if rules is None:
        return ("SC" if code.startswith("SC") else code,)
    return () if rules == "all" else tuple(rules.split(","))


# A case that this Python cannot even parse is no case here.
CASES = [case for case in map(load, sorted(FOLDER.glob("*/*.py"))) if case.python <= sys.version_info]
CODES = sorted({case.code for case in CASES})
CHANGED = [case for case in CASES if case.after is not None]
UNTOUCHED = [case for case in CASES if case.after is None]
UNTOUCHED_CONSUMERS = [case for case in UNTOUCHED if case.oracle != "none"]


def count_changed(code: str) -> int:
    """How many cases of `code` must change."""
    return sum(case.code == code for case in CHANGED)


def count_untouched(code: str) -> int:
    """How many cases of `code` must stay as they are."""
    return sum(case.code == code for case in UNTOUCHED)
