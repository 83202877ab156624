"""The third step: the user's own command, which tells whether the result is good."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from channels_fix.batch.programs import Bounds, Programs, TimeIsUpError

_KEPT = frozenset({"PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TERM", "VIRTUAL_ENV", "SHELL", "USER", "LOGNAME"})
_SHELL = "/bin/sh"


@dataclass(frozen=True)
class Checked:
    """What the command said.

    Attributes:
        output: Its last lines, errors included.
        error: Why the result is not good; empty if it is.
    """

    output: str
    error: str = ""


def check(
    programs: Programs, command: str, seconds: float, tree: Path, home: Path, environment: Mapping[str, str]
) -> Checked:
    """Run `command` in `tree`.

    It runs code of the repository, because the user asked for it; so it gets a home of its own, and of the environment
    only what programs need to be found and to speak the user's language.

    Args:
        programs: Those of the run.
        command: A line for the shell.
        seconds: How long it may take.
        tree: Where it runs.
        home: An empty folder, its home.
        environment: The environment without secrets.
    """
    kept = {name: value for name, value in environment.items() if name in _KEPT}
    env = {**kept, "HOME": str(home), "TMPDIR": str(home), "CI": "true", "PWD": str(tree)}
    try:
        ended = programs.watch((_SHELL, "-c", command), cwd=tree, env=env, bounds=Bounds(seconds))
    except TimeIsUpError as error:
        return Checked(_text(error.output), f"the check took more than {seconds:g} seconds")
    except OSError as error:
        return Checked("", f"the check cannot be started: {error.strerror}")
    return Checked(_text(ended.output), "" if ended.code == 0 else f"the check ended with {ended.code}")


def _text(output: bytes) -> str:
    return output.decode("utf-8", "replace").replace(os.linesep, "\n")
