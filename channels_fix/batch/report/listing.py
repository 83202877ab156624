"""The JSON of a run: a list with one object a repository, written as it is read."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from typing import TextIO

from channels_fix.batch.report.entries import Entry


def write_json(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write the list; it is the text that `json.dumps` with an indent of two makes of it."""
    before = "["
    for entry in entries:
        stream.write(before + "\n" + textwrap.indent(json.dumps(entry.outcome.as_json(), indent=2), "  "))
        before = ","
    stream.write("[]\n" if before == "[" else "\n]\n")
