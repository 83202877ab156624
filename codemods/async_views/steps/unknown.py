"""What is said of what goes to a thread, known or not: of one thing, or in one sentence of several."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable


class Unknown(enum.Enum):
    """A sentence about one thing, and the same about several; `other` is what both have in common."""

    CALLED = (
        "what {thing} does is not known: it runs in a thread",
        "what {things} do is not known: they run in a thread",
    )
    LOOKED_AT = (
        "what {thing} is, is not known: it is looked at in a thread",
        "what {things} are, is not known: they are looked at in a thread",
    )
    LOOKED_AT_BY = (
        "what {thing} is, is not known: {other} looks at it in a thread",
        "what {things} are, is not known: {other} looks at them in a thread",
    )
    LISTED = (
        "what {thing} gives is not known: a thread makes a list of it",
        "what {things} give is not known: a thread makes lists of it",
    )
    READ = (
        "what {other} is, is not known: a thread reads its attribute {thing}",
        "what {other} is, is not known: a thread reads its attributes {things}",
    )
    WAITED_FOR = (
        "a thread still waits for {thing}, also when the client has left",
        "threads still wait for {things}, also when the client has left",
    )

    def of(self, thing: str, other: str = "") -> str:
        """The sentence about one thing."""
        return str(self.value[0]).format(thing=thing, other=other)


def joined(sentences: Iterable[str]) -> list[str]:
    """The sentences, with those in one that say the same of several things; it stands where the first of them did."""
    found: dict[tuple[Unknown | None, str], list[str]] = {}
    for sentence in sentences:
        kind, other, thing = _parts(sentence)
        found.setdefault((kind, other), []).append(thing)
    return [_said(kind, other, list(dict.fromkeys(things))) for (kind, other), things in found.items()]


def _parts(sentence: str) -> tuple[Unknown | None, str, str]:
    for kind in Unknown:
        pattern = re.escape(kind.of("<thing>", "<other>"))
        match = re.fullmatch(pattern.replace("<thing>", "(?P<thing>.+)").replace("<other>", "(?P<other>.+)"), sentence)
        if match is not None:
            return kind, match.groupdict().get("other", ""), match["thing"]
    return None, sentence, ""


def _said(kind: Unknown | None, other: str, things: list[str]) -> str:
    if kind is None:
        return other
    *first, last = things
    if not first:
        return kind.of(last, other)
    return str(kind.value[1]).format(things=f"{', '.join(first)} and {last}", other=other)
