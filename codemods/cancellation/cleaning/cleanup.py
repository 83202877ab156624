"""What has to be done in a clause for CancelledError before it raises the cancellation again."""

from __future__ import annotations

from dataclasses import dataclass

from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.cancellation.cleaning.place import Place
from codemods.consumers import Consumer

__all__ = ["Cleanup", "Place", "cleanup_at", "needs_cleanup"]


@dataclass(frozen=True)
class Cleanup:
    """What a clause for CancelledError does, apart from its `raise`.

    Attributes:
        code: Its statements at no indent, empty when there is nothing to do. If the clause names CancelledError alone
            (`kept`), what it does already stays there and these come behind it.
        edits: What else must be written.
        imports: What the code needs.
        name: What the clause must call the exception (`as name`), empty if it needs no name.
        kept: Whether the body of the clause that catches the cancellation now stays where it is.
        doubt: What a person should look at; makes the fix unsafe.
        reason: Why no clean-up can be written; then nothing is edited.
    """

    code: str = ""
    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    name: str = ""
    kept: bool = False
    doubt: str = ""
    reason: str = ""


def cleanup_at(place: Place, project: Project) -> Cleanup:
    """Find what has to be cleaned up when a cancellation comes to `place`."""
    del place, project
    return Cleanup()


def needs_cleanup(consumer: Consumer, project: Project) -> bool:
    """Whether a consumer has something to release when it is cancelled."""
    del consumer, project
    return False
