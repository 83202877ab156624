"""Takes apart README.md and runs what it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from channels_fix.results import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "samples" / "chat"

_BLOCK = re.compile(r"^```(?P<kind>[\w =-]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_TABLE_ROW = re.compile(r"^\| ([A-Z]{2}\d{3}) \| (\S+) \| (.+) \|$", re.MULTILINE)
_MAKE = re.compile(r"^(?:\w+=\S+ )?make ([\w-]+)", re.MULTILINE)
_LEFT_OUT = "..."


@dataclass(frozen=True)
class Session:
    """Commands as typed at a prompt and what they print, `...` for what is left out."""

    text: str

    @property
    def commands(self) -> list[str]:
        """The commands in their order."""
        return [line[2:] for line in self.text.splitlines() if line.startswith("$ ")]

    def __str__(self) -> str:
        return self.commands[0].partition(";")[0]


def blocks(kind: str) -> list[str]:
    """The fenced blocks of README.md whose fence says `kind`."""
    return [match["text"] for match in _BLOCK.finditer(README) if match["kind"] == kind]


SESSIONS = [Session(text) for text in blocks("console")]
REPAIRED = re.findall(r"^```python before (.+)$", README, re.MULTILINE)
REPAIRS = [
    (kind.split(), *blocks(f"python before {kind}"), after)
    for kind, after in zip(REPAIRED, blocks("python after"), strict=True)
]
"""For each example the rules and options that it is about, and its two texts."""
RULE_ROWS = _TABLE_ROW.findall(README)
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKE_TARGETS = sorted({*_MAKE.findall(README), *_MAKE.findall(CONTRIBUTING)})


def settings(words: list[str]) -> Settings:
    """How an example is repaired: words are codes of rules and `option=value`."""
    options = dict(word.split("=") for word in words if "=" in word)
    return Settings(select=tuple(codes_in(words)), unsafe_fixes=True, options=options)


def codes_in(words: list[str]) -> list[str]:
    """The rules among the words of an example."""
    return [word for word in words if "=" not in word]


def play(session: Session, folder: Path, state: Path) -> str:
    """Run the commands of `session` in `folder` and return all that a terminal would show, but for the colours.

    Undo patches go to `state`.
    """
    programs = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([programs, os.environ["PATH"]]),
        "XDG_STATE_HOME": str(state),
        "NO_COLOR": "1",
    }
    shown = ""
    for command in session.commands:
        ended = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        shown += f"$ {command}\n{ended.stdout}"
    return shown


def filled_in(expected: str, shown: str) -> str:
    """Return `expected` with its `...` replaced by what stands there in `shown`, or as it is if the two do not fit."""
    pattern = ".*?".join(re.escape(part) for part in expected.split(_LEFT_OUT))
    return shown if re.fullmatch(pattern, shown, re.DOTALL) else expected
