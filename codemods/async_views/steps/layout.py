"""How a call is written that an edit adds."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH = 90
"""Of a call on one line; what stands around it needs room, too."""


def call_code(callee: str, arguments: Sequence[str]) -> str:
    """The source of a call: on one line, or with a line for each argument."""
    code = f"{callee}({', '.join(arguments)})"
    return code if len(code) <= WIDTH else "\n".join([f"{callee}(", *(f"    {one}," for one in arguments), ")"])
