"""What may be the name of a branch."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|\.lock(?:/|\Z)|\A[-/.]|[/.]\Z|\A@\Z")


def is_branch_name(name: str) -> bool:
    """Whether git takes `name` for a branch.

    Source: git-check-ref-format(1).
    """
    return bool(name) and not _FORBIDDEN.search(name)
