"""Results as the journal keeps them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from channels_fix.batch.checking import Checked
from channels_fix.batch.cloning import Head
from channels_fix.batch.fixing import Fixed
from channels_fix.batch.preparing import Change, Prepared

_NOTHING: Mapping[str, Any] = {}


def rows_of(prepared: Prepared, when: float) -> dict[str, dict[str, Any]]:
    """Return one row for each step that was done.

    Args:
        prepared: What came of them.
        when: The time that the commit will bear, however often it is made.
    """
    seconds = prepared.seconds
    rows: dict[str, dict[str, Any]] = {
        "clone": {"branch": prepared.head.branch, "when": when, "seconds": seconds["clone"]}
    }
    if "fix" in seconds:
        rows["fix"] = {
            "findings": list(prepared.fixed.findings),
            "changed": list(prepared.fixed.changed),
            "errors": list(prepared.fixed.errors),
            "notices": list(prepared.fixed.notices),
            "changes": [_packed(change) for change in prepared.changes],
            "seconds": seconds["fix"],
        }
    if prepared.failed:
        rows["failed"] = {"step": prepared.failed, "error": prepared.error}
    if prepared.checked is not None:
        checked = prepared.checked
        rows["check"] = {"output": checked.output, "error": checked.error, "seconds": seconds["check"]}
    return rows


def prepared_of(rows: Mapping[str, Mapping[str, Any]], base_commit: str) -> tuple[Prepared, float] | None:
    """Return what `rows_of` was given, None if it was given nothing."""
    if "clone" not in rows:
        return None
    fix, check, failed = rows.get("fix", _NOTHING), rows.get("check"), rows.get("failed", _NOTHING)
    prepared = Prepared(
        Head(rows["clone"]["branch"], base_commit),
        Fixed(*(tuple(fix.get(key, ())) for key in ("findings", "changed", "errors", "notices"))),
        tuple(_unpacked(change) for change in fix.get("changes", ())),
        Checked(check["output"], check["error"]) if check else None,
        failed.get("step", ""),
        failed.get("error", ""),
        seconds={step: row["seconds"] for step, row in rows.items() if "seconds" in row},
    )
    return prepared, rows["clone"]["when"]


def _packed(change: Change) -> list[str]:
    texts = (base64.b64encode(data).decode("ascii") for data in (change.before, change.after))
    return [change.path, change.mode, *texts]


def _unpacked(change: list[str]) -> Change:
    path, mode, before, after = change
    return Change(path, mode, base64.b64decode(before), base64.b64decode(after))
