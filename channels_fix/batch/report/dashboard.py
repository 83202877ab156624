"""One page about all repositories that works from a file, without a network.

The page holds a row for each repository in one block of JSON, and what belongs to one repository alone in a block of
its own, which is read when somebody opens it. All that comes from repositories is data: the policy of the page lets
nothing run but its own script, nothing be loaded and nothing be sent.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections import Counter
from datetime import datetime, timezone
from importlib import resources
from pathlib import Path
from typing import Any, TextIO

from channels_fix import __version__
from channels_fix.batch.outcome import OUTCOMES
from channels_fix.batch.report.console import message_of
from channels_fix.batch.report.details import Details
from channels_fix.batch.report.entries import Entry, Reported
from channels_fix.batch.report.files import aside, replaced
from channels_fix.batch.report.sarif_parts import summary
from channels_fix.registry import all_rules
from channels_fix.report import printable

_PAGE, _STYLE, _SCRIPT = "dashboard.html", "dashboard.css", "dashboard.js"
_HERE = "{{blocks}}"
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}
"""With these written as escapes, no text can end the element that it is in."""


def write(reported: Reported, file: Path) -> None:
    """Write the page.

    Args:
        reported: The repositories.
        file: The page; it is replaced at once.
    """
    before, after = _page()
    details = Details()
    with replaced(file) as stream, aside() as index:
        stream.write(before)
        for number, entry in enumerate(reported.of_workspace()):
            index.write((",\n" if number else "") + embedded(_row(entry)))
            found = embedded(details.of(entry, reported))
            details.take(len(found))
            _block(stream, f"d{number}", found)
        _block(stream, "about", embedded(_about()))
        stream.write('<script type="application/json" id="index">[')
        index.seek(0)
        shutil.copyfileobj(index, stream)
        stream.write("]</script>\n" + after)


def embedded(value: object) -> str:
    """Return JSON that may stand in a `script` element."""
    return json.dumps(value, separators=(",", ":")).translate(_ESCAPES)


def _block(stream: TextIO, name: str, text: str) -> None:
    stream.write(f'<script type="application/json" id="{name}">{text}</script>\n')


def _page() -> tuple[str, str]:
    """The page around its data."""
    folder = resources.files(__package__)
    page, style, script = (folder.joinpath(name).read_text("utf-8") for name in (_PAGE, _STYLE, _SCRIPT))
    filled = (
        page.replace("{{style-hash}}", _hash(style))
        .replace("{{script-hash}}", _hash(script))
        .replace("{{style}}", style)
        .replace("{{script}}", script)
    )
    before, _, after = filled.partition(_HERE)
    return before, after


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _about() -> dict[str, Any]:
    return {
        "version": __version__,
        "written": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "outcomes": OUTCOMES,
        "rules": {rule.code: [rule.name, summary(rule)] for rule in all_rules()},
    }


def _row(entry: Entry) -> list[Any]:
    """What the list shows of a repository; the script knows the order."""
    outcome = entry.outcome
    return [
        printable(entry.repository.address.name),
        printable(outcome.repository),
        OUTCOMES.index(outcome.outcome),
        _counts(outcome.findings, is_delivered=bool(outcome.commit)),
        len(outcome.changed_files),
        printable(outcome.error or ""),
        printable(message_of(entry.repository, outcome)),
        printable(outcome.pull_request or ""),
        outcome.seconds,
    ]


def _counts(findings: Any, *, is_delivered: bool) -> list[list[Any]]:
    """For each rule: its code, how many findings were fixed, how many are left."""
    fixed: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for finding in findings:
        counter: Counter[str] = fixed if is_delivered and finding["fixed"] else left
        counter[printable(finding["code"])] += 1
    return [[code, fixed[code], left[code]] for code in sorted({*fixed, *left})]
