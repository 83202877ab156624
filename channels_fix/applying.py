"""Writes the fixes of a run, with the way back laid down first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from channels_fix import files, undo, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from channels_fix.results import FileResult


def apply(results: Sequence[FileResult], announce: Callable[[Path, Path], None]) -> list[FileResult]:
    """Write every file that has fixes and return how each result ended.

    A file that cannot be written keeps its findings and has an error; the others go on. `announce` gets the undo patch
    and the folder where it applies. The patch holds what was written and nothing else, also when an interrupt ends the
    writing half way. Raises FileError if the patch cannot be saved; nothing is written then.
    """
    changed = [result for result in results if result.after is not None]
    if not changed:
        return list(results)
    root = undo.root_of([result.path for result in changed], Path.cwd())
    patch = _save_undo(changed, root)
    try:
        return [_written(result) for result in results]
    finally:
        done = [result for result in changed if _is_written(result)]
        if done != changed:
            patch.unlink()
        if done:
            announce(patch if done == changed else _save_undo(done, root), root)


def _written(result: FileResult) -> FileResult:
    if result.after is None:
        return result
    try:
        writing.write(result.path, result.before, result.after)
    except files.FileError as error:
        return replace(result, after=None, fixed=(), error=str(error))
    return result


def _is_written(result: FileResult) -> bool:
    try:
        return files.read(result.path) == result.after
    except files.FileError:
        return False


def _save_undo(results: Sequence[FileResult], root: Path) -> Path:
    return undo.save([(result.path, result.before, result.after or b"") for result in results], root)
