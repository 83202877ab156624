"""Who else calls a function that becomes a coroutine function, and what becomes of that."""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.bindings import all_arguments, binds
from channels_fix.nodes import last_name
from channels_fix.project import Project
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import callees_of
from codemods.async_views.values.value import Kind
from codemods.routines import Mention, Routine, mentions_of

MAYBE_OF_PROJECT = frozenset({Kind.FOREIGN, Kind.OBJECT, Kind.ONE_OF, Kind.UNKNOWN})
"""What may have methods that nobody sees."""


class Use(enum.Enum):
    """What a place that names a function does with it."""

    CALLED = "called"
    HANDED_ON = "handed on"
    UNSURE = "unsure"
    """It may name something else."""


@dataclass(frozen=True)
class Caller:
    """A place that names a function, and the function around it, if there is one."""

    mention: Mention
    use: Use
    runner: Routine | None

    @property
    def call(self) -> ast.Call:
        """The call; of a place that is none this is an error."""
        call = self.mention.parents[0]
        assert isinstance(call, ast.Call)
        return call


def callers_of(routine: Routine, project: Project) -> Iterator[Caller]:
    """Yield the places of the project that name a function, or may do so."""
    for mention in mentions_of(routine, project):
        sure = _means(mention, routine, project)
        if sure is False or (sure is None and not _is_spelled_like(routine, mention)):
            continue
        runner = mention.runner(project)
        parent = mention.parents[0]
        is_called = isinstance(parent, ast.Call) and parent.func is mention.node
        yield Caller(mention, (Use.CALLED if is_called else Use.HANDED_ON) if sure else Use.UNSURE, runner)


def _is_spelled_like(routine: Routine, mention: Mention) -> bool:
    """Whether a place has the name of a function itself, and not one under which that is imported somewhere."""
    return last_name(mention.node) == routine.node.name


def _means(mention: Mention, routine: Routine, project: Project) -> bool | None:
    """Whether a place names a function; None where that cannot be known."""
    if routine.cls is not None:
        return _means_method(mention, routine, project)
    if _is_hidden(mention):
        return False
    symbol = project.resolve(mention.node, mention.module, mention.within)
    if symbol is not None:
        return symbol.definition is routine.node
    runner = mention.runner(project)
    if runner is not None and isinstance(mention.node, ast.Attribute):
        # an attribute of an object that nobody knows may be a function of a module that was handed on
        owner = Body.of(runner, project).values.of(mention.node.value)
        return None if owner.kind in {Kind.ONE_OF, Kind.UNKNOWN} else False
    return None


def _is_hidden(mention: Mention) -> bool:
    """Whether a comprehension or lambda around a place binds the name that stands there."""
    name: ast.AST = mention.node
    while isinstance(name, ast.Attribute):
        name = name.value
    inside: list[ast.AST] = [mention.node]
    for outer in mention.parents:
        match outer:
            case ast.Lambda(args=arguments) if outer.body is inside[-1]:
                bound: list[ast.AST] = [*all_arguments(arguments)]
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                # the first of its iterables is worked out around it
                is_first = inside[-1] is outer.generators[0] and inside[-2] is outer.generators[0].iter
                bound = [] if is_first else [node for one in outer.generators for node in ast.walk(one.target)]
            case _:
                bound = []
        if isinstance(name, ast.Name) and any(binds(node, name.id) for node in bound):
            return True
        inside.append(outer)
    return False


def _means_method(mention: Mention, routine: Routine, project: Project) -> bool | None:
    node = mention.node
    if not isinstance(node, ast.Attribute):
        return False
    cls = mention.cls
    is_own = isinstance(node.value, ast.Name) and node.value.id == mention.receiver and cls is not None
    if is_own and cls is not None and routine.cls is not None:
        related = routine.cls in project.mro(cls) or cls in project.mro(routine.cls)
        return True if related else None if None in project.mro(cls) else False
    symbol = project.resolve(node.value, mention.module, mention.within)
    if symbol is not None and symbol.definition is None:
        return False  # of another package
    runner = mention.runner(project)
    if runner is None:
        return None
    body = Body.of(runner, project)
    callees = callees_of(node, body)
    if callees:
        return routine in callees
    return None if body.values.of(node.value).kind in MAYBE_OF_PROJECT else False
