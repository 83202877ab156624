from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from forge_server import ForgeServer, forge_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ForgeServer]:
    """A server as GitHub and GitLab are one; everything that it was asked must have been as the forges document it."""
    with forge_server(tmp_path / "origins") as made:
        yield made
