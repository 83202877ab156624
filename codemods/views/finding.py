"""All views of a project, found once: what its URLconfs, routers and decorators lead to."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from channels_fix.module import Class, Module
from channels_fix.project import Project
from codemods.deployment.settings import settings_of
from codemods.facts import table
from codemods.listed import Item
from codemods.routines import Routine
from codemods.views.classes import class_view
from codemods.views.endpoints import Endpoint, endpoints_of
from codemods.views.frameworks import is_operation, operations, registered
from codemods.views.layers import layers_of_class, layers_of_function
from codemods.views.urlconfs import entries_of
from codemods.views.view import Layer, Role, Route, View

Key = TypeVar("Key")


@dataclass
class _Found:
    """What several routes say of one function or class."""

    routine: Routine | None
    cls: Class | None
    layers: list[Layer] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    actions: list[str] = field(default_factory=list)


def views_of(project: Project) -> tuple[View, ...]:
    """All views of the project, in order of file and line."""
    return project.once("views", lambda: tuple(_views(project)))


def views_in(module: Module, project: Project) -> tuple[View, ...]:
    """The views whose function or class stands in `module`."""
    by_path = project.once("views by file", lambda: _grouped((view.module.path, view) for view in views_of(project)))
    return by_path.get(module.path, ())


def views_run_by(routine: Routine, project: Project) -> tuple[View, ...]:
    """The views that a function is, or is a handler of; a handler in a base class has several."""
    by_node = project.once(
        "views by function",
        lambda: _grouped((handler.node, view) for view in views_of(project) for handler in view.handlers),
    )
    return by_node.get(routine.node, ())


def view_of(routine: Routine, project: Project) -> View | None:
    """The view that a function is or is a handler of, the first of several."""
    return next(iter(views_run_by(routine, project)), None)


def _grouped(pairs: Iterable[tuple[Key, View]]) -> dict[Key, tuple[View, ...]]:
    found: dict[Key, list[View]] = {}
    for key, view in pairs:
        found.setdefault(key, []).append(view)
    return {key: tuple(views) for key, views in found.items()}


def _views(project: Project) -> list[View]:
    found: dict[ast.AST, _Found] = {}
    for endpoint, route, role in _endpoints(project):
        owner = endpoint.routine or endpoint.cls
        if owner is None:
            continue
        one = found.setdefault(owner.node, _Found(endpoint.routine, endpoint.cls))
        one.layers += endpoint.layers
        one.routes += [route, *(Route(place.module, place.node, route.text) for place in endpoint.places)]
        one.roles |= {role, *endpoint.roles}
        one.actions += endpoint.actions
    views = [_view(one, project) for one in found.values()]
    return sorted(views, key=lambda view: (view.module.path, view.node.lineno, view.node.col_offset))


def _endpoints(project: Project) -> Iterator[tuple[Endpoint, Route, Role]]:
    for entry in entries_of(project):
        for endpoint in endpoints_of(entry.view, project, prefix=entry.prefix):
            layered = replace(endpoint, layers=(*entry.layers, *endpoint.layers))
            yield layered, entry.route, Role.ADMIN if Role.ADMIN in endpoint.roles else entry.role
    for setting in settings_of(project).csrf_failure_view:
        route = Route(setting.module, setting.value)
        for endpoint in endpoints_of(Item(setting.value, setting.module), project, prefix=""):
            yield endpoint, route, Role.ERROR_HANDLER
    for endpoint, route in registered(project):
        yield endpoint, route, Role.ROUTED
    for endpoint, route in operations(project):
        yield endpoint, route, Role.NINJA


def _view(found: _Found, project: Project) -> View:
    return _class_view(found, found.cls, project) if found.cls else _function_view(found, project)


def _function_view(found: _Found, project: Project) -> View:
    assert found.routine is not None
    routine = found.routine
    layers = [
        layer
        for layer in layers_of_function(routine, project)
        if not (isinstance(layer.node, ast.Call) and is_operation(layer.node.func, routine, project))
    ]
    roles = found.roles | _rest_roles(layers)
    if routine.cls is not None and class_view(routine.cls, project).has_base(table("views")["admin"]["classes"]):
        roles.add(Role.ADMIN)
    every = tuple(dict.fromkeys([*found.layers, *layers]))
    return View(routine, None, (routine,), every, tuple(dict.fromkeys(found.routes)), frozenset(roles))


def _class_view(found: _Found, cls: Class, project: Project) -> View:
    known = class_view(cls, project, found.actions)
    rest = table("views")["rest"]
    roles = set(found.roles)
    if known.has_base(rest["async"]):
        roles.add(Role.ADRF)
    elif known.has_base(rest["classes"]):
        roles.add(Role.REST)
    methods = dict.fromkeys([*known.dispatches, *known.handlers])
    layers = [*found.layers, *layers_of_class(known.classes, methods, project)]
    return View(
        None,
        cls,
        known.handlers,
        tuple(dict.fromkeys(layers)),
        tuple(dict.fromkeys(found.routes)),
        frozenset(roles),
        known.methods,
        known.outside,
        known.inherited,
        known.dispatches,
        known.unclear,
    )


def _rest_roles(layers: Iterable[Layer]) -> set[Role]:
    rest = table("views")["rest"]
    names = {layer.name for layer in layers}
    roles = {Role.REST} if names & set(rest["views"]) else set()
    return roles | ({Role.ADRF} if names & set(rest["async-views"]) else set())
