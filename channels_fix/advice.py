"""What there is to say about a project besides the findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from channels_fix.depth import with_deep_stack
from channels_fix.project import Project
from channels_fix.rule import Adviser, Notice

Advised = tuple[Path, type[Adviser]]
"""A file, and an adviser that looks at it."""


def notices(advised: Sequence[Advised], project: Project) -> tuple[Notice, ...]:
    """Return the notices in a settled order, each once, whichever files give cause to say it.

    Files that cannot be read or parsed give none: whether that is an error is a matter of the rules.
    """
    if not advised:
        return ()
    found = with_deep_stack(lambda: [one for path, adviser in advised for one in _given(path, adviser, project)])
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.subject, str(one.origin), one.message)))


def _given(path: Path, adviser: type[Adviser], project: Project) -> Iterable[Notice]:
    module = project.load(path)
    try:
        return list(adviser().check(module, project)) if module else ()
    except RecursionError:
        return ()
    except Exception as error:  # noqa: BLE001 - nothing hangs on an adviser that fails, but somebody should hear of it
        return [Notice(adviser.__name__, path, f"failed with {type(error).__name__}; please report this")]
