"""Finds out on which versions of its packages, and on which Python, the code of a file may run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from channels_fix.requirements.target import Target, option_of

if TYPE_CHECKING:
    from channels_fix.requirements.reading import Source

_PYTHON = "python"
_REPOSITORY = ".git"


class Requirements:
    """What the files of a project say about versions, read when somebody asks and kept.

    The nearest folder upwards that speaks of a package counts, so a service's own requirements come before those of
    the repository around it. There a lock file wins over a pinned version and that over a range; of several the lowest
    counts, since the code may run on it.

    Args:
        options: The configuration; `target-<name>` wins over all files.
    """

    def __init__(self, options: Mapping[str, object]) -> None:
        self._options = options
        self._sources: dict[Path, tuple[Source, ...]] = {}
        self._found: dict[tuple[str, Path], Target | None] = {}

    def version_of(self, name: str, file: Path, top: Path) -> Target | None:
        """Return the lowest version of the package `name` on which `file` may run, None if that is not known.

        Args:
            name: The package, normalised.
            file: A file of the project.
            top: The folder of the project, or one inside of its repository.
        """
        return self._answer(name, file, top)

    def python_of(self, file: Path, top: Path) -> Target | None:
        """Return the lowest version of Python on which `file` may run, None if that is not known.

        A range is a promise that the code runs on all of it: no other file takes it back.
        """
        return self._answer(_PYTHON, file, top)

    def mention(self, name: str, file: Path, top: Path) -> bool:
        """Tell whether they speak of the package `name` at all."""
        return bool(self._said(name, file, top))

    def _answer(self, name: str, file: Path, top: Path) -> Target | None:
        explicit = self._options.get(option_of(name))
        if isinstance(explicit, Target):
            return explicit
        key = (name, file.parent)
        if key not in self._found:
            said = self._said(name, file, top)
            self._found[key] = _lowest(said, promise=name == _PYTHON)
        return self._found[key]

    def _said(self, name: str, file: Path, top: Path) -> list[Source]:
        """What the nearest folder says that speaks of `name`."""
        outermost = _repository(file) or top
        for folder in _upwards(file.parent, outermost):
            if folder not in self._sources:
                from channels_fix.requirements.reading import sources

                self._sources[folder] = sources(folder, outermost)
            named = [source for source in self._sources[folder] if source.statement.name == name]
            said = [source for source in named if not source.statement.marker or self._applies(source, file, top)]
            if said:
                return said
        return []

    def _applies(self, source: Source, file: Path, top: Path) -> bool:
        from channels_fix.requirements.ranges import PYTHON_MINORS, applies

        marker = source.statement.marker
        minors = self._minors(file, top) or PYTHON_MINORS
        return marker is None or applies(marker, minors)

    def _minors(self, file: Path, top: Path) -> Sequence[int]:
        """The minor versions of Python 3 on which `file` may run."""
        from channels_fix.requirements.ranges import PYTHON_MINORS, pep440

        explicit = self._options.get(option_of(_PYTHON))
        if isinstance(explicit, Target):
            ranges = [pep440(f">={explicit.version}")]
        else:
            ranges = [source.statement.range for source in self._said(_PYTHON, file, top)]
        return [minor for minor in PYTHON_MINORS if any(one and one.admits_python(minor) for one in ranges)]


def _lowest(said: Iterable[Source], *, promise: bool) -> Target | None:
    """The lowest version of those that carry most weight; with a `promise` all weigh the same."""
    found = [
        (0 if promise else _rank(source), version, source)
        for source in said
        if source.statement.range is not None and (version := source.statement.range.lowest) is not None
    ]
    if not found:
        return None
    _, version, source = min(found, key=lambda entry: entry[:2])
    return Target(version, source.path, source.statement.range is not None and source.statement.range.exact)


def _rank(source: Source) -> int:
    statement = source.statement
    if statement.locked:
        return 0
    return 1 if statement.range is not None and statement.range.exact else 2


def _repository(file: Path) -> Path | None:
    return next((folder for folder in file.parents if (folder / _REPOSITORY).exists()), None)


def _upwards(folder: Path, outermost: Path) -> Iterator[Path]:
    yield folder
    while folder != outermost and outermost in folder.parents:
        folder = folder.parent
        yield folder
