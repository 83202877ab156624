"""Writes the fixes of a run, with the way back laid down first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from channels_fix import files, undo, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from channels_fix.results import FileResult


def unwritable(results: Sequence[FileResult]) -> dict[Path, str]:
    """Return, by absolute path, the files that fixes share with others and that cannot be written, and why.

    Such fixes must be made in none of their files. What is known of that before anything is written leaves the other
    fixes of these files to be made.
    """
    found: dict[Path, str] = {}
    for result in results:
        if result.after is not None and len(result.together) > 1:
            try:
                writing.require_writable(result.path, result.before)
            except files.FileError as error:
                found[result.path.absolute()] = str(error)
    return found


def apply(results: Sequence[FileResult], announce: Callable[[Path, Path], None]) -> list[FileResult]:
    """Write every file that has fixes and return how each result ended.

    A file that cannot be written keeps its findings and has an error; so do, without the error, the files that may only
    change together with it, and the others go on. `announce` gets the undo patch and the folder where it applies. The
    patch is there before the first file is written, and is what a kill leaves to take back what was written. In the end
    it holds what was written and nothing else, also when an interrupt ends the writing half way. Raises FileError if
    the patch cannot be saved; nothing is written then.
    """
    by_path = {result.path: result for result in results}
    changed = [result for result in by_path.values() if result.after is not None]
    if not changed:
        return list(results)
    root = undo.root_of([result.path for result in changed], Path.cwd())
    patch = _save_undo(changed, root)
    try:
        return _all_written(results, by_path)
    finally:
        done = [result for result in changed if _is_written(result)]
        if done != changed:
            patch.unlink()
        if done:
            announce(patch if done == changed else _save_undo(done, root), root)


def _all_written(results: Sequence[FileResult], by_path: Mapping[Path, FileResult]) -> list[FileResult]:
    ended: dict[Path, FileResult] = {}
    for result in results:
        if result.path not in ended:
            ended |= _written([by_path[path] for path in result.together or (result.path,)])
    return [ended[path] for path in by_path]


def _written(together: Sequence[FileResult]) -> dict[Path, FileResult]:
    """Write files that change together, and return how each ended."""
    changes = [writing.Replacement(one.path, one.before, one.after) for one in together if one.after is not None]
    try:
        writing.write(changes)
    except files.FileError as error:
        return {one.path: _failed(one, error, together) for one in together}
    return {one.path: one for one in together}


def _failed(result: FileResult, error: files.FileError, together: Sequence[FileResult]) -> FileResult:
    unwritten = replace(result, after=None, fixed=())
    if result.path != error.path:
        return unwritten
    others = ", ".join(str(other.path) for other in together if other is not result)
    codes = ", ".join(sorted({finding.code for finding in result.fixed}))
    message = f"{codes}: not fixed here nor in {others}, {error}" if others else str(error)
    return replace(unwritten, error=message if result.error is None else f"{result.error}; {message}")


def _is_written(result: FileResult) -> bool:
    try:
        return files.read(result.path) == result.after
    except files.FileError:
        return False


def _save_undo(results: Sequence[FileResult], root: Path) -> Path:
    return undo.save([(result.path, result.before, result.after or b"") for result in results], root)
