"""The findings of all repositories as SARIF 2.1.0, within the limits of GitHub's code scanning.

GitHub looks at the first 5,000 results of a run, and takes 20 runs of a file: so there is a run for each 5,000 results,
and what is beyond the last of them is counted there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from channels_fix import __version__
from channels_fix.batch.outcome import FAILED
from channels_fix.batch.report.entries import Entry
from channels_fix.batch.report.files import replaced
from channels_fix.batch.report.sarif_parts import failure, provenance, result, rule_numbers, rules, text

RESULTS = 5_000
"""Results of one run."""
RUNS = 20
"""Runs of one file."""
_NOTIFICATIONS = 1_000
"""Repositories of one run whose failure is told."""
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(entries: Iterable[Entry], file: Path) -> None:
    """Write what was found in the repositories, and which of them failed.

    Args:
        entries: The repositories.
        file: The report; it is replaced at once.
    """
    with replaced(file) as stream:
        stream.write(f'{{"$schema": {json.dumps(_SCHEMA)}, "version": "2.1.0", "runs": [')
        log = _Log(stream)
        for entry in entries:
            log.add(entry)
        log.close()
        stream.write("]}\n")


class _Log:
    """Writes runs: a result as it comes, and what is said about all of a run at its end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._runs = 0
        self._left_out = 0
        self._begin()

    def add(self, entry: Entry) -> None:
        """Write what there is to be said about a repository."""
        place = self._next_place()
        occurrences: Counter[tuple[str, str, str]] = Counter()
        for finding in entry.outcome.findings:
            if finding["code"] not in rule_numbers():
                continue  # of a plugin that is gone
            if self._results == RESULTS:
                if self._runs == RUNS:
                    self._left_out += 1
                    continue
                self._end()
                self._begin()
                place = self._next_place()
            known = (finding["filename"], finding["code"], finding["message"])
            occurrences[known] += 1
            self._write(result(entry, finding, place, occurrences[known]))
            self._name(place, entry)
        if entry.outcome.outcome == FAILED:
            self._failures += 1
            if len(self._notifications) < _NOTIFICATIONS:
                self._notifications.append(failure(entry, place))
                self._name(place, entry)

    def close(self) -> None:
        """Write the end of the last run."""
        self._end()

    def _next_place(self) -> str:
        """A name for the root of the next repository, that no other one of this run has."""
        return f"R{len(self._places) + 1}"

    def _name(self, place: str, entry: Entry) -> None:
        if place not in self._places:
            self._places[place] = {"description": text(entry.repository.address.name)}
            self._provenance.extend(provenance(entry, place))

    def _begin(self) -> None:
        self._runs += 1
        self._results = self._failures = 0
        self._places: dict[str, Mapping[str, Any]] = {}
        self._provenance: list[Mapping[str, Any]] = []
        self._notifications: list[Mapping[str, Any]] = []
        tool = {"driver": {"name": "channels-fix", "semanticVersion": __version__, "rules": list(rules())}}
        self._stream.write("," if self._runs > 1 else "")
        self._stream.write(f'{{"tool": {json.dumps(tool)}, "columnKind": "unicodeCodePoints", "results": [')

    def _write(self, found: Mapping[str, Any]) -> None:
        self._stream.write((",\n" if self._results else "\n") + json.dumps(found))
        self._results += 1

    def _end(self) -> None:
        invocation = {
            "executionSuccessful": not self._failures,
            "toolExecutionNotifications": [*self._notifications, *self._missing()],
        }
        about = {
            # uploads of one tool are told apart by this
            "automationDetails": {"id": f"channels-fix-batch/{self._runs}/"},
            "invocations": [invocation],
            "originalUriBaseIds": self._places,
            "versionControlProvenance": self._provenance,
        }
        self._stream.write("],\n" + json.dumps(about).removeprefix("{"))

    def _missing(self) -> Iterator[Mapping[str, Any]]:
        said = (
            (self._failures - len(self._notifications), "more repositories failed: the JSON of the run names them"),
            (self._left_out, f"more findings are not listed: GitHub takes {RESULTS * RUNS:,} of a file"),
        )
        for number, what in said:
            if number:
                yield {"level": "warning", "message": text(f"{number:,} {what}")}
