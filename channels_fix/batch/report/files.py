"""Files of a report: others see the old one or the whole new one, never half of it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from channels_fix.config import ConfigError


@contextlib.contextmanager
def replaced(file: Path) -> Iterator[TextIO]:
    """Open what takes the place of `file` once the block has come to its end.

    Raises:
        ConfigError: it cannot be written; what was there still is.
    """
    try:
        with _written(file) as stream:
            yield stream
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror or error}") from error


@contextlib.contextmanager
def _written(file: Path) -> Iterator[TextIO]:
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def aside() -> Iterator[TextIO]:
    """Open a file for what is to be written later than it is known."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as stream:
        yield stream
