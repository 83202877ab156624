"""Class-based views that share methods: they become asynchronous together or not at all."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from channels_fix.module import Class
from channels_fix.project import Project
from codemods.async_views.decision.entrances import Entrances
from codemods.async_views.steps.callers import Use, callers_of
from codemods.facts import table
from codemods.routines import routine_at
from codemods.testing import is_test
from codemods.views.answers import answers_in
from codemods.views.finding import views_of
from codemods.views.view import View


def changed_by(view: View, entrances: Entrances) -> frozenset[ast.AST]:
    """The functions and classes that change with a class-based view, which others may inherit."""
    if view.cls is None:
        return frozenset()
    methods = (*view.handlers, *entrances.changed)
    return frozenset([*(one.node for one in methods), *(cls.node for cls in entrances.given)])


def inherited_by(view: View, project: Project) -> frozenset[ast.AST]:
    """The functions and classes that a class-based view gets from classes of the project, or has itself."""
    if view.cls is None:
        return frozenset()
    methods = (*view.handlers, *view.methods.values(), *view.dispatches)
    classes = (one.node for one in project.mro(view.cls) if isinstance(one, Class))
    return frozenset([*(one.node for one in methods), *classes])


def agreed(
    against: Mapping[View, tuple[str, ...]], changed: Mapping[View, frozenset[ast.AST]], project: Project
) -> dict[View, tuple[str, ...]]:
    """What is against the views when each of a family says no for all.

    Args:
        against: What is against each by itself.
        changed: What changes with each.
        project: The index.
    """
    found = dict(against)
    by_node: dict[ast.AST, list[View]] = {}
    shared = frozenset(node for nodes in changed.values() for node in nodes)
    for view in against:
        for node in inherited_by(view, project) & shared:
            by_node.setdefault(node, []).append(view)
    while True:
        more = {
            view: (f"{other.name} shares methods with it and stays as it is: {found[other][0]}",)
            for family in by_node.values()
            if (other := next((one for one in family if found[one]), None)) is not None
            for view in family
            if not found[view]
        }
        if not more:
            return found
        found |= more


def strangers(view: View, entrances: Entrances, project: Project) -> Iterator[str]:
    """Yield why a method that stands before the handlers cannot be asynchronous: somebody else relies on it."""
    owners = [*entrances.given, *(one.cls for one in entrances.changed if one.cls is not None)]
    views = project.once("classes of views", lambda: {one.cls.node for one in views_of(project) if one.cls})
    for cls in owners:
        for heir in project.descendants(cls):
            if heir.node not in views and not is_test(heir.module) and _answers(heir, project):
                yield (
                    f"{heir.name} inherits its dispatch(), and no URLconf is known to name it: "
                    "name it in one, or give it a dispatch() of its own"
                )
    for one in entrances.changed:
        for caller in callers_of(one, project):
            runner = caller.runner
            answers = answers_in(runner, project) if runner is not None else frozenset()
            if caller.use is Use.CALLED and caller.call not in answers:
                place = f"{caller.mention.module.path.name} calls its {one.node.name}() in line {caller.call.lineno}"
                yield f"{place}, and would get a coroutine: let Django alone call it"


def _answers(cls: Class, project: Project) -> bool:
    """Whether a class has handlers that are not asynchronous, nor become so with a view that inherits them."""
    inherited = project.once("handlers", lambda: {one.node for view in views_of(project) for one in view.handlers})
    methods = (routine_at(cls.method(name), cls.module, project) for name in table("views")["class"]["methods"])
    return any(one is not None and not one.is_coroutine and one.node not in inherited for one in methods)
