"""What becomes of the layers around a view when it is a coroutine function: which go on to work, which break."""

from __future__ import annotations

import ast
import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from channels_fix.project import Project
from channels_fix.requirements.target import Target
from codemods.facts import table
from codemods.routines import routine_at
from codemods.views.class_decorators import keeps_methods
from codemods.views.layers import layer_of
from codemods.views.view import Layer
from codemods.views.wrappers import Doing, Wrapping, wrappings_of

OLDEST = "4.2"
"""The oldest version of Django that there are facts about."""
UNKNOWN = "do without it, or do the same in the view"
MAX_DEPTH = 4
"""Decorators that are made of others."""


class Fate(enum.IntEnum):
    """How a layer fares around a coroutine function, the best first."""

    ATTRIBUTE = 0
    """It marks the function and is gone."""
    WORKS = 1
    BLOCKS = 2
    """It works, but what it does itself runs on the event loop."""
    UNKNOWN = 3
    BREAKS = 4


@dataclass(frozen=True)
class Verdict:
    """What is known of a layer around a coroutine function.

    Attributes:
        fate: How it fares.
        reason: Why, unless it simply works; nothing of a wrapper of the project, of which who would mend it knows more.
        setting: The setting on which it depends whether it blocks or fails, if there is one.
        own: Whether that only holds for methods that a class has itself.
        since: The first version of Django in which it works, of a decorator that has one.
        wrapping: For a decorator of the project what it does.
        runs: The layer that runs what it is given on the event loop.
    """

    fate: Fate
    reason: str = ""
    setting: str = ""
    since: str = ""
    wrapping: Wrapping | None = None
    own: bool = False
    runs: Layer | None = None

    @property
    def survives(self) -> bool:
        """Whether the view goes on to answer."""
        return self.fate <= Fate.BLOCKS


Mend = Callable[[Wrapping], bool]
"""Whether a decorator of the project, which breaks as it is, is changed so that it works around coroutine functions."""


def survives_async(layer: Layer, django: Target | None, project: Project, mend: Mend = lambda _: False) -> Verdict:
    """How a layer fares around a view that is a coroutine function.

    Args:
        layer: The layer.
        django: The lowest version of Django on which the view may run, None if that is not known.
        project: The index.
        mend: Asked for the decorators of the project that are in the way.
    """
    verdict = _verdict(layer, django, project, MAX_DEPTH, mend)
    if layer.place == "method" and verdict.survives:
        defaults = table("decorators")["defaults"]
        return _since(defaults["method-decorator"], defaults["method-decorator-below"], django) or verdict
    return verdict


def mixin_survives(name: str) -> Verdict | None:
    """How a base class from outside of the project fares on a class with asynchronous handlers.

    Returns:
        The verdict, or None for a base of which nothing is known.
    """
    for group in table("views")["mixin"]:
        if name in group["names"]:
            return Verdict(Fate[group["fate"].upper()], group["reason"])
    return None


def asks_for_user(layer: Layer) -> bool:
    """Whether a decorator of Django awaits `request.auser()` in front of a coroutine function."""
    return bool(_known().get(layer.name, {}).get("asks"))


@cache
def _known() -> dict[str, dict[str, Any]]:
    return {name: group for group in table("decorators")["decorator"] for name in group["names"]}


def _verdict(layer: Layer, django: Target | None, project: Project, depth: int, mend: Mend) -> Verdict:
    if layer.name in _known():
        return _of_table(_known()[layer.name], layer, django)
    symbol = layer.symbol
    if isinstance(layer.node, ast.Lambda):
        return Verdict(Fate.BREAKS, "a lambda is no coroutine function, whatever it calls: write a function")
    if symbol is None or depth <= 0:
        return Verdict(
            Fate.UNKNOWN, f"what `{ast.unparse(layer.node)}` does is not known: name a function in its place"
        )
    if symbol.module is None or not isinstance(symbol.definition, ast.FunctionDef):
        return Verdict(
            Fate.UNKNOWN, f"whether `{symbol.name}` works around a coroutine function is not known: {UNKNOWN}"
        )
    decorator = routine_at(symbol.definition, symbol.module, project)
    assert decorator is not None
    wrappings = wrappings_of(decorator, project, layer.call, coroutine=layer.place != "dispatch")
    return _worst(_of_wrapping(one, layer, django, project, depth, mend) for one in wrappings)


def _of_table(known: dict[str, Any], layer: Layer, django: Target | None) -> Verdict:
    defaults = table("decorators")["defaults"]
    below = defaults[known["below"]]
    if "since" not in known:
        return Verdict(Fate.BREAKS, known.get("reason", below))
    if layer.place == "dispatch" and not known.get("dispatch"):
        return Verdict(Fate.BREAKS, below, since=known["since"])
    if layer.of_class and known.get("functions"):
        return Verdict(Fate.BREAKS, defaults["of-class"], since=known["since"])
    late = None if layer.place == "dispatch" else _since(known["since"], below, django)
    return late or Verdict(
        Fate[known["fate"].upper()],
        known.get("reason", ""),
        known.get("setting", ""),
        known["since"],
        own=known.get("own", False),
        runs=layer if known.get("runs") else None,
    )


def _since(version: str, below: str, django: Target | None) -> Verdict | None:
    """What holds if the project may run on a version of Django before `version`."""
    if django is None:
        if version == OLDEST:
            return None
        reason = f"it works from Django {version} on, and the version is not known: say it with target-django"
        return Verdict(Fate.UNKNOWN, reason, since=version)
    if django.is_below(version):
        return Verdict(Fate.BREAKS, f"before Django {version} {below}: require that version", since=version)
    return None


def _of_wrapping(
    one: Wrapping, layer: Layer, django: Target | None, project: Project, depth: int, mend: Mend
) -> Verdict:
    within = one.decorator.within
    others = [
        _verdict(layer_of(node, one.decorator.module, within, project, layer.place), django, project, depth - 1, mend)
        for node in one.others
    ]
    own = _own(one, layer, project)
    return _worst([*others, Verdict(Fate.WORKS, wrapping=one) if not own.survives and mend(one) else own])


def _own(one: Wrapping, layer: Layer, project: Project) -> Verdict:
    """What a decorator itself does, without the others that it applies."""
    name = f"`{one.decorator.around[0].name if one.decorator.around else one.decorator.node.name}`"
    match one.doing:
        case Doing.SAME | Doing.KEEPS if layer.place == "class" and not keeps_methods(one.decorator, project):
            return Verdict(
                Fate.UNKNOWN, f"what {name} does to the methods of a class is not known: {UNKNOWN}", wrapping=one
            )
        case Doing.KEEPS if layer.place != "class":
            reason = f"{name} hands the view on, and what calls it there may not await it: call it by its name"
            return Verdict(Fate.BREAKS, reason, wrapping=one)
        case Doing.SAME | Doing.KEEPS:
            return Verdict(Fate.ATTRIBUTE, wrapping=one)
        case Doing.AWAITS | Doing.DECORATES:
            return Verdict(Fate.WORKS, wrapping=one)
        case Doing.PASSES if layer.place == "dispatch":
            return Verdict(Fate.WORKS, wrapping=one)
        case Doing.PASSES | Doing.LEADS | Doing.TOUCHES if layer.place != "class":
            return Verdict(Fate.BREAKS, wrapping=one)
    return Verdict(Fate.UNKNOWN, f"what {name} does with a view is not known: {UNKNOWN}", wrapping=one)


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    return max(verdicts, key=lambda verdict: verdict.fate)
