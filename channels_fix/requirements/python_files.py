"""Files that name the version of Python and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from channels_fix.requirements.ranges import pep440
from channels_fix.requirements.statements import PYTHON, Statement

_PYENV = re.compile(r"(?:cpython[-@])?(\d+\.\d+(?:\.\d+)?)")
_HEROKU = re.compile(r"python-(\d+\.\d+(?:\.\d+)?)")


def python_version(data: bytes) -> Iterator[Statement]:
    """Read `.python-version` of pyenv and uv.

    Raises:
        UnicodeDecodeError: It is no text.
    """
    return _versions(data, _PYENV)


def runtime_txt(data: bytes) -> Iterator[Statement]:
    """Read `runtime.txt` of Heroku.

    Raises:
        UnicodeDecodeError: It is no text.
    """
    return _versions(data, _HEROKU)


def _versions(data: bytes, pattern: re.Pattern[str]) -> Iterator[Statement]:
    for line in data.decode("utf-8-sig").splitlines():
        if found := pattern.fullmatch(line.partition("#")[0].strip()):
            version = found[1]
            yield Statement(PYTHON, pep440(f"=={version}" if version.count(".") == 2 else f"=={version}.*"))
