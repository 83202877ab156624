"""Where rules come from: the entry-point group `channels_fix.codemods`, which other packages may use too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from channels_fix.resolution import Knowledge
    from channels_fix.rule import Adviser, Pack, Rule

GROUP = "channels_fix.codemods"


@cache
def _packs() -> tuple[Pack, ...]:
    return tuple(entry.load()() for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name))


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """Return every installed rule, sorted by code."""
    found = {rule.code: rule for pack in _packs() for rule in pack.rules}
    return tuple(found[code] for code in sorted(found))


def selected_rules(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[type[Rule], ...]:
    """Return the rules that `select` names, less those that `ignore` names: codes, prefixes of codes, or names."""
    return tuple(
        rule
        for rule in all_rules()
        if (not select or any(_names(selector, rule) for selector in select))
        and not any(_names(selector, rule) for selector in ignore)
    )


def advisers_for(rules: Sequence[type[Rule]]) -> tuple[type[Adviser], ...]:
    """Return the installed advisers that go with one of `rules`."""
    return tuple(
        adviser
        for pack in _packs()
        for adviser in pack.advisers
        if any(rule.code.startswith(adviser.family) for rule in rules)
    )


def _names(selector: str, rule: type[Rule]) -> bool:
    return selector == rule.name or rule.code.startswith(selector.upper())


@cache
def knowledge() -> Knowledge:
    """Return what all packs together know of names outside a project."""
    from channels_fix.resolution import Knowledge

    known = [pack.knowledge() for pack in _packs()]
    return Knowledge(
        aliases={name: target for one in known for name, target in one.aliases.items()},
        exports={module: names for one in known for module, names in one.exports.items()},
        ancestors={name: bases for one in known for name, bases in one.ancestors.items()},
        packages=frozenset().union(*(one.packages for one in known)),
        whole=frozenset().union(*(one.whole for one in known)),
    )
