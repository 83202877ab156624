"""The second step as it runs in a process of its own: `python -m channels_fix.batch.fixer`.

It reads a request from standard input, as JSON, fixes the files of one tree in place, and writes what it found to
standard output. A source that brings down the interpreter brings down this process and nothing else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path


def fix(tree: Path, paths: Sequence[str], options: Mapping[str, object], origin: Path) -> dict[str, object]:
    """Fix a tree as `channels-fix --write` would.

    Args:
        tree: Its root; no setting is looked for above it.
        paths: What is looked at, relative to it.
        options: Settings that go above those of the tree, under the names of `[tool.channels-fix]`.
        origin: Where they stand, for messages.

    Returns:
        The `findings` as in the JSON of a run, each with one more key, `fixed`; the names of the files `changed`;
        `errors` and `notices`, in one line each.

    Raises:
        ConfigError: a setting cannot be used.
        FileError: a file cannot be written; none is changed then.
    """
    from channels_fix import engine, writing
    from channels_fix.config import asked_in, settings
    from channels_fix.registry import all_rules
    from channels_fix.report import printable
    from channels_fix.report.json import finding_object

    def name_of(path: Path) -> str:
        return path.relative_to(tree).as_posix()

    # one process: other repositories take the other processors
    asked = replace(asked_in(options, origin), jobs=1)
    run = engine.run([tree / path for path in paths], settings(asked, tree, all_rules(), top=tree))
    changes = [
        writing.Replacement(result.path, result.before, result.after)
        for result in run.results
        if result.after is not None
    ]
    writing.write(changes)
    return {
        "findings": [
            {**finding_object(result, finding, engine.edits_of, name_of), "fixed": finding in result.fixed}
            for result in run.results
            for finding in result.findings
        ],
        "changed": [name_of(change.path) for change in changes],
        "errors": [
            printable(f"{name_of(result.path)}: {result.error}") for result in run.results if result.error is not None
        ],
        "notices": [printable(f"{notice.subject}: {notice.message}") for notice in run.notices],
    }


def main() -> int:
    """Answer the request on standard input; a setting that cannot be used is the last line of standard error."""
    from channels_fix.config import ConfigError
    from channels_fix.files import FileError

    asked = json.load(sys.stdin)
    try:
        answer = fix(Path(asked["tree"]), asked["paths"], asked["options"], Path(asked["origin"]))
    except (ConfigError, FileError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    json.dump(answer, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
