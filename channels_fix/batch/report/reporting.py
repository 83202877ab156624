"""The reports of a run: two files in the workspace, and the results on stdout."""

from __future__ import annotations

import sys
from pathlib import Path

from channels_fix.batch.report.entries import Reported
from channels_fix.report import printable

SARIF, DASHBOARD = "report.sarif", "report.html"


def write_files(reported: Reported, workspace: Path) -> None:
    """Write the files that say how all repositories of a workspace stand.

    Raises:
        JournalError: the journal cannot be read.
        ConfigError: a file cannot be written; the one of the run before is still there.
    """
    from channels_fix.batch.report import dashboard, sarif

    sarif.write(reported.of_workspace(), workspace / SARIF)
    dashboard.write(reported, workspace / DASHBOARD)


def write_results(reported: Reported, workspace: Path, output_format: str, *, quiet: bool) -> None:
    """Write how the repositories of a run ended to stdout, and where the files are to stderr.

    Args:
        reported: The repositories.
        workspace: Where the files are.
        output_format: `json` or `console`.
        quiet: Whether results are all that is to be said.
    """
    if output_format == "json":
        from channels_fix.batch.report.listing import write_json

        write_json(reported.of_run(), sys.stdout)
    else:
        from channels_fix.batch.report.console import Table

        table = Table()
        table.read(reported.of_run())
        table.write()
    sys.stdout.flush()
    if not quiet:
        sys.stderr.write(printable(f"Reports: {workspace / DASHBOARD}, {workspace / SARIF}") + "\n")
