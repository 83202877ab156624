"""Journals as runs leave them, for reports about repositories that nobody has to migrate first."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from channels_fix.batch import records
from channels_fix.batch.checking import Checked
from channels_fix.batch.cloning import Head
from channels_fix.batch.fixing import Fixed
from channels_fix.batch.journal import Journal, Key
from channels_fix.batch.outcome import Outcome
from channels_fix.batch.preparing import Change, Prepared
from channels_fix.batch.report.entries import Reported
from channels_fix.batch.repository import Address, Repository

BASE = "b" * 40
BEFORE = b"class Chat(AsyncConsumer):\n    async def dispatch(self, message):\n        pass\n"
AFTER = BEFORE.replace(b"pass", b"return await super().dispatch(message)")
CHANGE = Change("chat/consumers.py", "100644", BEFORE, AFTER)


@dataclass(frozen=True)
class Ended:
    """A repository that ended: its address, its outcome, the changes, and what its check said."""

    address: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    check: str | None = None


def finding(code: str = "SC001", *, fixed: bool = True, **said: Any) -> dict[str, Any]:
    """A finding as the journal keeps it."""
    place = {"location": {"row": 3, "column": 9}, "end_location": {"row": 3, "column": 13}}
    edits = [{"content": "        return await super().dispatch(message)\n", **place}]
    return {
        "code": code,
        "name": "stop-consumer-swallowed",
        "message": "Chat.dispatch: StopConsumer is swallowed",
        "filename": "chat/consumers.py",
        **place,
        "applicability": "safe",
        "fix": {"message": "call it", "edits": edits} if fixed else None,
        "reason": None,
        "url": None,
        "fixed": fixed,
        **said,
    }


def fixed(address: str, *findings: dict[str, Any], changes: Iterable[Change] = (CHANGE,), **said: Any) -> Ended:
    """A repository that was fixed."""
    all_changes = tuple(changes)
    outcome = Outcome(
        address,
        "fixed",
        branch="channels-fix",
        base="main",
        commit="c" * 40,
        findings=findings or (finding(),),
        changed_files=[change.path for change in all_changes],
        seconds=1.5,
    )
    return Ended(address, replace(outcome, **said), all_changes)


def failed(address: str, error: str, *findings: dict[str, Any], check: str | None = None) -> Ended:
    """A repository that failed."""
    return Ended(address, Outcome(address, "failed", base="main", findings=findings, error=error), (), check)


def clean(address: str) -> Ended:
    """A repository without a finding."""
    return Ended(address, Outcome(address, "clean", base="main", seconds=0.5))


@contextlib.contextmanager
def reported(folder: Path, repositories: Iterable[Ended], **not_begun: str) -> Iterator[Reported]:
    """What a run over these repositories has to report, and over those that it did not come to."""
    with contextlib.closing(Journal(folder / "journal.sqlite3")) as journal:
        all_ = []
        for one in repositories:
            key = Key(one.address, BASE, "fingerprint")
            checked = Checked(one.check, "") if one.check is not None else None
            fixed_ = Fixed(tuple(one.outcome.findings), tuple(one.outcome.changed_files))
            seconds = {"clone": 0.1, "fix": 0.2, "check": 0.3}
            prepared = Prepared(Head("main", BASE), fixed_, one.changes, checked, seconds=seconds)
            journal.write(key, records.rows_of(prepared, 0.0))
            journal.conclude(key, one.outcome.as_json())
            all_.append(Repository(Address.parse(one.address, folder)))
        all_ += [Repository(Address.parse(f"/repositories/{name}", folder)) for name in not_begun]
        yield Reported(journal, all_, all_, {f"/repositories/{name}": why for name, why in not_begun.items()})
