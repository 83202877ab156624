"""The parts of a SARIF file: rules, results, failures, and where the files were that they speak of."""

from __future__ import annotations

import functools
import hashlib
import inspect
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from channels_fix.batch.describing import section
from channels_fix.batch.report.entries import Entry
from channels_fix.registry import all_rules
from channels_fix.report import printable

if TYPE_CHECKING:
    from channels_fix.rule import Rule

_LONGEST = 1_000
"""Characters of a message."""
_EDITS = 100
"""Edits of one fix."""
_SHORT_SSH = re.compile(r"(?P<host>[^:/]+):(?P<path>.*)", re.DOTALL)


def text(said: str) -> dict[str, str]:
    """Return a message that is taken as it stands: nothing in it is a placeholder, a link or a control character."""
    shown = printable(said)
    shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    return {"text": shown.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


@functools.cache
def rule_numbers() -> Mapping[str, int]:
    """The places of rules in `rules()`, by their codes."""
    return {rule["id"]: number for number, rule in enumerate(rules())}


@functools.cache
def rules() -> tuple[Mapping[str, Any], ...]:
    """The rules with their documentation."""
    return tuple(_rule(rule) for rule in all_rules())


def summary(rule: type[Rule]) -> str:
    """What a rule finds, in one sentence."""
    return " ".join(inspect.cleandoc(rule.__doc__ or rule.name).partition("\n\n")[0].split())


def _rule(rule: type[Rule]) -> dict[str, Any]:
    documentation = inspect.cleandoc(rule.__doc__ or rule.name)
    why = section(documentation, "Why is this bad")
    return {
        "id": rule.code,
        "name": rule.__name__,
        "shortDescription": {"text": summary(rule)},
        "fullDescription": {"text": why or summary(rule)},
        "help": {"text": documentation, "markdown": documentation},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["django", "asyncio"], "precision": "high", "problem.severity": "warning"},
    }


def result(entry: Entry, finding: Mapping[str, Any], place: str, occurrence: int) -> dict[str, Any]:
    """Return one finding.

    Args:
        entry: Its repository.
        finding: As in the JSON of a run.
        place: The name of the repository's root in this run.
        occurrence: The how many-th it is of those that say the same of the same file.
    """
    outcome = entry.outcome
    said = finding["message"] + (f" ({finding['reason']})" if finding["reason"] else "")
    about = (outcome.repository, finding["filename"], finding["code"], finding["message"], occurrence)
    properties = {
        "repository": printable(outcome.repository),
        "outcome": outcome.outcome,
        "fixed": bool(outcome.commit) and finding["fixed"],
        "applicability": finding["applicability"],
        "pullRequest": outcome.pull_request,
    }
    fix = finding["fix"]
    return {
        "ruleId": finding["code"],
        "ruleIndex": rule_numbers()[finding["code"]],
        "level": "warning",
        "message": text(said),
        "locations": [{"physicalLocation": {**_file(finding["filename"], place), "region": _region(finding)}}],
        "partialFingerprints": {"channelsFix/v1": hashlib.sha256(repr(about).encode("utf-8")).hexdigest()},
        **({"fixes": [_fix(finding, place)]} if fix and 0 < len(fix["edits"]) <= _EDITS else {}),
        "properties": {key: value for key, value in properties.items() if value is not None},
    }


def _fix(finding: Mapping[str, Any], place: str) -> dict[str, Any]:
    files: dict[str, list[dict[str, Any]]] = {}
    for edit in finding["fix"]["edits"]:
        replacement = {"deletedRegion": _region(edit), "insertedContent": {"text": edit["content"]}}
        files.setdefault(edit.get("filename", finding["filename"]), []).append(replacement)
    changes = [{**_file(name, place), "replacements": replacements} for name, replacements in files.items()]
    return {"description": text(finding["fix"]["message"]), "artifactChanges": changes}


def failure(entry: Entry, place: str) -> dict[str, Any]:
    """Return the notification that a repository failed."""
    said = f"{entry.repository.address.name}: {entry.outcome.error or 'failed'}"
    location = {"physicalLocation": {"artifactLocation": {"uri": "./", "uriBaseId": place}}}
    return {"level": "error", "message": text(said), "locations": [location]}


def provenance(entry: Entry, place: str) -> Iterator[Mapping[str, Any]]:
    """Yield what commit of a repository was looked at, if that is known."""
    if entry.base_commit:
        branch = {"branch": printable(entry.outcome.base)} if entry.outcome.base else {}
        root = {"mappedTo": {"uriBaseId": place}}
        yield {"repositoryUri": uri_of(entry.repository.address.url), "revisionId": entry.base_commit, **branch, **root}


def uri_of(address: str) -> str:
    """Return what git is given as a URI: a path and the short form of ssh are none."""
    if "://" in address:
        return quote(os.fsencode(address), safe="/:@?#[]!$&'()*+,;=%~")
    if Path(address).is_absolute():
        return "file://" + quote(os.fsencode(address))
    short = _SHORT_SSH.fullmatch(address)
    return f"ssh://{quote(short['host'], safe='@')}/{quote(os.fsencode(short['path']))}" if short else quote(address)


def _file(name: str, place: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(os.fsencode(name)), "uriBaseId": place}}


def _region(found: Mapping[str, Any]) -> dict[str, int]:
    start, end = found["location"], found["end_location"]
    return {
        "startLine": start["row"],
        "startColumn": start["column"],
        "endLine": end["row"],
        "endColumn": end["column"],
    }
