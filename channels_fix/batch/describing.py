"""What a commit and a pull request say: what was found, why it is a fault, and what reviewers should look at."""

from __future__ import annotations

import inspect
import re
import string
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from channels_fix import __version__
from channels_fix.report import counted, printable

MESSAGE = """\
Let Channels consumers end, and views be cancelled

channels-fix $version repaired $findings in $files: $rules
"""
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~@&$:-])")
_REFERENCE = re.compile(
    r"(?<=[@#!~%^&$])(?=\S)|(?<=-)(?=\d)|(?<=:)(?=/)|(?<=\bwww)(?=\.)|(?<=\d)(?=\.\s)", re.IGNORECASE
)
"""Where text stops to be a mention, an issue, a label, an address or the number of a list."""
_NOTHING = "&#8203;"
"""A space without width. Forges look for references in what Markdown has made of a text, so no backslash helps."""
_MOST = 60_000
"""GitHub takes 65,536 characters."""
_LISTED = 200
"""Findings that are listed one by one."""


def message(template: str, repository: str, findings: Sequence[Mapping[str, Any]], files: Sequence[str]) -> str:
    """Fill in the template of a commit's message; its first line is the title of the pull request, too."""
    fixed = [finding for finding in findings if finding["fixed"]]
    return string.Template(template).substitute(
        findings=counted(len(fixed), "finding"),
        files=counted(len(files), "file"),
        rules=", ".join(sorted({finding["code"] for finding in fixed})),
        version=__version__,
        repository=repository,
    )


def body(findings: Sequence[Mapping[str, Any]], errors: Sequence[str]) -> str:
    """The text of a pull request, in Markdown: nothing that comes from the repository is markup in it."""
    fixed = [finding for finding in findings if finding["fixed"]]
    left = [finding for finding in findings if not finding["fixed"]]
    parts = [*_explained(fixed), *_checklist(fixed), *_left(left, errors)]
    text = "\n".join(parts)
    return text if len(text) <= _MOST else text[:_MOST].rpartition("\n")[0] + "\n\n*(cut here: see the diff)*\n"


def _explained(fixed: Sequence[Mapping[str, Any]]) -> list[str]:
    from channels_fix.registry import all_rules

    counts = Counter(finding["code"] for finding in fixed)
    lines = ["## What was repaired", ""]
    for rule in all_rules():
        if rule.code not in counts:
            continue
        documentation = inspect.cleandoc(rule.__doc__ or "")
        summary = " ".join(documentation.partition("\n\n")[0].split())
        lines += [f"### {rule.code} {rule.name}: {counts[rule.code]}", "", summary, ""]
        lines += [section(documentation, "Why is this bad"), "", f"*{section(documentation, 'Fix safety')}*", ""]
        lines += [_line(finding) for finding in fixed if finding["code"] == rule.code][:_LISTED]
        lines.append("")
    return lines


def section(documentation: str, title: str) -> str:
    """One section of a rule's documentation, in one line."""
    found = re.search(rf"^## {title}\n(.*?)(?:\n\n|\Z)", documentation, re.DOTALL | re.MULTILINE)
    return " ".join(found[1].split()) if found else ""


def _checklist(fixed: Sequence[Mapping[str, Any]]) -> list[str]:
    doubtful = [finding for finding in fixed if finding["applicability"] == "unsafe"]
    lines = ["## For reviewers", ""]
    lines += ["- [ ] The tests pass, those of consumers and views among them.", "- [ ] The diff holds nothing else."]
    lines += [
        f"- [ ] {_place(finding)}: {escaped(finding['reason'] or 'needs a look')}" for finding in doubtful[:_LISTED]
    ]
    return [*lines, ""]


def _left(left: Sequence[Mapping[str, Any]], errors: Sequence[str]) -> list[str]:
    lines = ["## Left to a person", ""] if left or errors else []
    lines += [
        _line(finding) + (f" — {escaped(finding['reason'])}" if finding["reason"] else "") for finding in left[:_LISTED]
    ]
    return [*lines, *(f"- {escaped(error)}" for error in errors)]


def _line(finding: Mapping[str, Any]) -> str:
    return f"- {_place(finding)}: {escaped(finding['message'])}"


def _place(finding: Mapping[str, Any]) -> str:
    return f"{escaped(finding['filename'])}, line {finding['location']['row']}"


def escaped(text: str) -> str:
    """Return `text` with everything that Markdown could take for markup, a mention or a link taken as it stands."""
    shown = _REFERENCE.sub(_NOTHING, _MARKUP.sub(r"\\\1", printable(text)))
    return f"&#32;{shown[1:]}" if shown.startswith(" ") else shown  # no block of code
