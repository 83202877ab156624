"""The files and links of a commit, and the names that none of them may have."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FILE, PROGRAM, LINK = "100644", "100755", "120000"
_NEEDED = re.compile(
    r"\.py\Z|(?:\A|/)(?:pyproject\.toml|setup\.cfg|Pipfile(?:\.lock)?|[\w.-]*requirements[\w.-]*\.(?:txt|in)|"
    r"(?:poetry|uv|pdm|pylock[\w.-]*)\.(?:lock|toml)|\.python-version|\.gitignore|requirements/[\w.-]+\.(?:txt|in))\Z"
)
"""What the engine reads."""
_LIKE_GIT = re.compile(r"\.git[\s.]*(?::.*)?|git~\d+", re.IGNORECASE)
"""Names that some file systems take for `.git`."""
_DEEPEST = 200
"""More folders within each other than any system is used to."""


@dataclass(frozen=True)
class Entry:
    """What a commit holds under one path."""

    mode: str
    blob: str
    path: str

    @classmethod
    def of(cls, line: bytes) -> Entry:
        """Read a line of `git ls-tree`."""
        about, _, name = line.partition(b"\t")
        mode, _, blob = about.decode("ascii").split(" ")
        return cls(mode, blob, os.fsdecode(name))

    @property
    def is_file(self) -> bool:
        """Whether it is a file."""
        return self.mode in {FILE, PROGRAM}

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == LINK

    @property
    def is_needed(self) -> bool:
        """Whether the engine may want to read it."""
        return self.is_file and bool(_NEEDED.search(self.path))


def problem_of(paths: Sequence[str]) -> str:
    """Why no tree can be laid out with such paths; empty if one can."""
    for path in paths:
        # some file systems do not see marks of the category Cf
        seen = ("".join(one for one in part if unicodedata.category(one) != "Cf") for part in path.split("/"))
        if any(part in {"", ".", ".."} or _LIKE_GIT.fullmatch(part) for part in seen):
            return f"it holds {path!r}, a name that no repository can have"
        if (depth := path.count("/")) > _DEEPEST:
            return f"it holds folders within folders, {depth} deep: more than {_DEEPEST} are not looked at"
    # what stands for a link and for a folder would lead out of the tree
    taken = {above for folder in {_folder(path) for path in paths} for above in _upwards(folder)}
    for path in paths:
        if path in taken:
            return f"it holds {path!r} twice"
        taken.add(path)
    return ""


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _upwards(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = _folder(folder)
