"""Finds the loops that keep consumers from getting to hear of their disconnect."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from channels_fix.module import Class, Module
from channels_fix.project import Project
from codemods.consumers import Consumer, as_consumer, consumers_of
from codemods.stop_consumer.looping.inline import MAX_DEPTH, Inline, Loop, Place
from codemods.stop_consumer.looping.loops import Judge
from codemods.stop_consumer.looping.messages import entries, layer_handlers


@dataclass
class Blocked:
    """A loop that waits for others while a message is handled.

    `ways` holds the calls by which it is reached, each from a handler to the function that holds the loop.
    """

    loop: Loop
    ways: list[tuple[Place, ...]]
    inlines: list[Inline] = field(default_factory=list)

    @property
    def handler(self) -> Place:
        """The handler that runs the loop."""
        return self.ways[0][0]

    @property
    def place(self) -> Place:
        """The function that holds the loop."""
        return self.ways[0][-1]

    @property
    def consumers(self) -> list[Consumer]:
        """The consumers that are hurt."""
        return [inline.consumer for inline in self.inlines]


def blocked(module: Module, project: Project) -> list[Blocked]:
    """The loops that handlers defined in `module` run, whichever consumers they hurt."""
    found: dict[ast.AST, Blocked] = {}
    for cls in module.classes.values():
        if not _has_handlers(cls):
            continue
        for consumer in _consumers(cls, project):
            inline = Inline(consumer, project)
            layer = layer_handlers(inline)
            for place in entries(inline):
                if place.cls is cls:
                    for way, loop in _loops(inline, place):
                        _add(found, _from_handler(way, inline, layer), loop, inline)
    return list(found.values())


def _add(found: dict[ast.AST, Blocked], way: tuple[Place, ...], loop: Loop, inline: Inline) -> None:
    known = found.setdefault(loop, Blocked(loop, [way], [inline]))
    if way not in known.ways:
        known.ways.append(way)
    if not any(one.consumer.cls is inline.consumer.cls for one in known.inlines):
        known.inlines.append(inline)


def _has_handlers(cls: Class) -> bool:
    """A cheap look before the whole project is asked who inherits the class."""
    return any(
        isinstance(node, ast.While | ast.AsyncFor | ast.For | ast.Call)
        for name in cls.scope.names
        if (method := cls.method(name)) is not None and len(method.args.args) > 0
        for node in ast.walk(method)
    )


def _consumers(cls: Class, project: Project) -> Iterator[Consumer]:
    """The consumers that run the methods of `cls`: an heir may give a method that the class calls another body."""
    own = consumers_of(cls, project)
    yield from own
    if any(consumer.cls is cls for consumer in own):
        heirs = (as_consumer(heir, project) for heir in project.descendants(cls))
        yield from (heir for heir in heirs if heir and heir.protocols)


def _loops(inline: Inline, start: Place) -> Iterator[tuple[tuple[Place, ...], Loop]]:
    """Yield the endless loops that a function runs into, with the calls by which they are reached."""
    ways: list[tuple[Place, ...]] = [(start,)]
    seen = {start.function}
    for way in ways:
        place = way[-1]
        judge = Judge(inline, place)
        covered: set[ast.AST] = set()
        for step in inline.steps(place):
            if step.node in covered:
                continue
            if not isinstance(step.node, ast.Call):
                if judge.is_endless(step.node):
                    covered.update(ast.walk(step.node))
                    yield way, step.node
                continue
            for target in step.targets:
                if target.function not in seen and len(way) < MAX_DEPTH:
                    seen.add(target.function)
                    ways.append((*way, target))


def _from_handler(way: tuple[Place, ...], inline: Inline, layer: list[str]) -> tuple[Place, ...]:
    """The part of the way that begins with the innermost handler on it."""
    facts = inline.facts["handlers"]
    names = {*facts["calls"], *facts["calls"].values(), *layer}
    last = max((index for index, place in enumerate(way) if place.cls and place.function.name in names), default=0)
    return way[last:]
