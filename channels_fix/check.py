"""One run of the command line: find, show or write, sum up."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from channels_fix import applying, diff, engine, files
from channels_fix.config import ConfigError
from channels_fix.ignoring import GitIgnore
from channels_fix.report import console, json, printable, progress, relative, shown
from channels_fix.report.summary import Mode, notes, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from channels_fix.repair import Progress
    from channels_fix.results import FileResult, Run, Settings
    from channels_fix.rule import Notice


@dataclass(frozen=True)
class Check:
    """What to do with the findings, and how to speak of them."""

    mode: Mode
    settings: Settings
    as_json: bool = False
    quiet: bool = False

    def files(self, paths: Sequence[Path]) -> int:
        """Look at `paths`, do what the mode says and return the exit code."""
        try:
            GitIgnore.of_user(self.settings.exclude)
        except ValueError as error:
            raise ConfigError(f"exclude: {error}") from error
        with progress.bar(wanted=not self.quiet) as advance:
            run = self._planned(paths, advance)
        results: Sequence[FileResult] = run.results
        listed = None
        if self.mode is Mode.DIFF:
            _show_diff(results)
        elif self.mode is Mode.WRITE:
            results = self._write(results)
            remaining = self._remaining(paths, results)
            self._list(remaining)
            listed = sum(len(result.findings) for result in remaining)
        else:
            self._list(results)
        return self._end(run.files_seen, results, run.notices, listed)

    def stdin(self, path: Path) -> int:
        """Do the same with standard input under the name of `path`; what would be written goes to standard output."""
        before = sys.stdin.buffer.read()
        result = engine.fix_text(before, self.settings, path)
        if self.mode is Mode.DIFF:
            _show_diff([result])
        elif self.mode is Mode.WRITE:
            sys.stdout.buffer.write(before if result.after is None else result.after)
        else:
            self._list([result])
        return self._end(1, [result])

    def _planned(self, paths: Sequence[Path], advance: Progress) -> Run:
        """Return what is found and fixed; what is to be written leaves out fixes that would come to nothing."""
        locked: dict[Path, str] = {}
        while True:
            run = engine.run(paths, self.settings, advance, locked)
            unwritable = applying.unwritable(run.results) if self.mode is Mode.WRITE else {}
            if not unwritable:
                return run
            locked |= unwritable

    def _write(self, results: Sequence[FileResult]) -> list[FileResult]:
        try:
            return applying.apply(results, self._announce)
        except files.FileError as error:
            message = f"nothing is written, the undo patch cannot be saved: {shown(error.path)}: {error}"
            raise click.ClickException(message) from error

    def _announce(self, patch: Path, root: Path) -> None:
        if not self.quiet:
            git = "git" if root.samefile(Path.cwd()) else f"git -C {shlex.quote(str(root))}"
            click.echo(f"undo: {git} apply --whitespace=nowarn {shlex.quote(str(patch))}", err=True)

    def _remaining(self, paths: Sequence[Path], ended: Sequence[FileResult]) -> list[FileResult]:
        """Return what is left, as it stands in the files now: a fix above a finding moves it, others may end it."""
        moved = any(result.fixed and (result.left or result.together) for result in ended)
        if not (moved and any(result.left for result in ended)):
            return [replace(result, findings=result.left) for result in ended]
        found = [replace(result, error=None) for result in engine.run(paths, self.settings).results]
        failed = [replace(result, findings=()) for result in ended if result.error is not None]
        return sorted([*found, *failed], key=lambda result: result.path)

    def _list(self, results: Sequence[FileResult]) -> None:
        if self.as_json:
            click.echo(json.dumps(results, engine.edits_of))
        else:
            console.write_findings(results, sys.stdout)

    def _end(
        self,
        files_seen: int,
        results: Sequence[FileResult],
        notices: Sequence[Notice] = (),
        listed: int | None = None,
    ) -> int:
        sys.stdout.flush()
        for result in results:
            if result.error is not None:
                click.echo(f"{shown(result.path)}: {printable(result.error)}", err=True)
        if not self.quiet:
            for line in (*notes(notices), *summary(files_seen, results, self.mode, self.settings, listed)):
                click.echo(line, err=True)
        if any(result.error is not None for result in results):
            return 2
        if self.mode is Mode.WRITE:
            return int(any(result.left for result in results))
        return int(any(result.findings for result in results))


def _show_diff(results: Sequence[FileResult]) -> None:
    """Write the patch for git apply, or, on a terminal, draw what it changes."""
    for result in results:
        if result.after is None:
            continue
        if sys.stdout.isatty():
            from channels_fix.report.drawing import draw

            encoding = files.decode(result.path, result.before).encoding
            console.write_styled(draw(result, encoding), sys.stdout)
        else:
            path = relative(result.path)
            patch = diff.unified(result.before, result.after, path.relative_to(path.anchor).as_posix())
            sys.stdout.buffer.write(patch)
