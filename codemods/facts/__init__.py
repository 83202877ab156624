"""Facts about Channels, Django and the packages around them, as TOML tables."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table `name`, read once."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
