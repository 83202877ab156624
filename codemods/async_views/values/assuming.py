"""What names of a function stand for while others are being worked out: kept for as long as it holds."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from codemods.async_views.values.value import Value


@dataclass
class Reckoning:
    """One time that a name is worked out.

    Attributes:
        rests_on: What it takes other names to stand for that are being worked out, too.
        inner: The names that were worked out for it: were one of them taken for something, another value might come.
        value: What came of it.
        assuming: Whether it rests on names that are being worked out, itself among them.
    """

    rests_on: dict[str, Value | None] = field(default_factory=dict)
    inner: set[str] = field(default_factory=set)
    value: Value | None = None
    assuming: bool = False

    def holds(self, assumed: Mapping[str, Value | None]) -> bool:
        """Whether the same would come of it again."""
        same = all(name in assumed and assumed[name] == value for name, value in self.rests_on.items())
        return same and self.inner.isdisjoint(assumed)


class Reckonings:
    """The names of one function that are being worked out, and what came of others meanwhile.

    Names that depend on one another are asked again for each value that one of them may have. Without this the same
    would be worked out as often as there are ways through them.
    """

    def __init__(self) -> None:
        self._running: list[tuple[str, Reckoning]] = []
        self._done: dict[Hashable, list[Reckoning]] = {}

    def read(self, name: str, value: Value | None) -> None:
        """Note that what is being worked out takes a name to stand for a value."""
        if self._running:
            self._running[-1][1].rests_on[name] = value

    def begin(self, name: str) -> None:
        """Work out a name."""
        self._running.append((name, Reckoning()))

    def end(self, key: Hashable, value: Value | None, *, assuming: bool) -> None:
        """Keep what came of the name that was begun last; nothing is kept when it was the first."""
        name, done = self._running.pop()
        done.rests_on.pop(name, None)
        done.inner.add(name)
        done.value, done.assuming = value, assuming
        if not self._running:
            self._done.clear()
            return
        self._done.setdefault(key, []).append(done)
        self._add(done)

    def known(self, key: Hashable, assumed: Mapping[str, Value | None]) -> Reckoning | None:
        """What came of a name before, if the same would come of it again."""
        found = next((one for one in self._done.get(key, ()) if one.holds(assumed)), None)
        if found is not None:
            self._add(found)
        return found

    def _add(self, inner: Reckoning) -> None:
        """What the outer one takes from an inner one holds as long as that does."""
        outer = self._running[-1][1]
        outer.rests_on |= inner.rests_on
        outer.inner |= inner.inner
