"""The second step: the engine over one tree, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from channels_fix.batch.limits import LimitError, Limits
from channels_fix.batch.programs import Bounds, Programs, blamed
from channels_fix.batch.repository import Repository
from channels_fix.report import printable

_COMMAND = (sys.executable, "-m", "channels_fix.batch.fixer")
_NEUTRAL = Path(os.__file__).parent
"""`-m` looks for modules in the current folder first, which must not be the repository."""


class FixError(Exception):
    """The engine could not be run on a tree; the text is one line."""


@dataclass(frozen=True)
class Fixed:
    """What the engine did.

    Attributes:
        findings: As in the JSON of a run, each with one more key, `fixed`.
        changed: The files that hold something else now, relative to the root.
        errors: What failed, in one line for each file.
        notices: What a user should know besides.
    """

    findings: tuple[Mapping[str, Any], ...] = ()
    changed: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    notices: tuple[str, ...] = field(default=())


def fix(programs: Programs, limits: Limits, repository: Repository, tree: Path, env: Mapping[str, str]) -> Fixed:
    """Fix the files of `tree` in place.

    Args:
        programs: Those of the run.
        limits: What one repository may take.
        repository: Whose paths and options count.
        tree: Its files; no link is among them.
        env: The environment without secrets.

    Raises:
        FixError: the engine gave up.
        LimitError: it met a limit.
    """
    request = {
        "tree": str(tree),
        "paths": list(repository.paths),
        "options": dict(repository.options),
        "origin": repository.options_origin,
    }
    bounds = Bounds(limits.fix_seconds, limits.file_bytes, limits.memory_bytes, limits.answer_bytes)
    try:
        ended = programs.ask(_COMMAND, cwd=_NEUTRAL, env=env, bounds=bounds, stdin=json.dumps(request).encode())
    except LimitError as error:
        raise blamed("the engine", error) from error
    if ended.code:
        raise FixError(_why(ended.code, ended.errors.decode("utf-8", "replace"), tree))
    answer = json.loads(ended.output)
    return Fixed(*(tuple(answer[key]) for key in ("findings", "changed", "errors", "notices")))


def _why(code: int, errors: str, tree: Path) -> str:
    last = errors.strip().rpartition("\n")[2].replace(f"{tree}{os.sep}", "")
    if code < 0:
        return f"the engine was ended by {signal.Signals(-code).name}: a source is more than it can take"
    return printable(last) or f"the engine ended with {code}"
