"""A view, the routes that lead to it, and what is wrapped around it."""

from __future__ import annotations

import ast
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.nodes import all_nodes
from channels_fix.resolution import Symbol
from codemods.routines import Routine

Place = Literal["definition", "class", "urls", "method", "dispatch"]


class Role(enum.Enum):
    """What makes a function or class a view; the library that calls it for a request."""

    ROUTED = "routed"
    """An entry of a URLconf names it."""
    ERROR_HANDLER = "error handler"
    """`handler404` and friends, or the setting CSRF_FAILURE_VIEW."""
    ADMIN = "admin"
    """A page of the administration."""
    REST = "rest"
    """A view of Django REST framework, which knows no coroutine functions."""
    ADRF = "adrf"
    """A view of Django REST framework by way of adrf, which does."""
    NINJA = "ninja"
    """An operation of Django Ninja."""


@dataclass(frozen=True)
class Layer:
    """One decorator, or anything else that stands between the request and a view.

    Attributes:
        node: The decorator: `login_required`, `cache_page(60)`, `partial`; or the lambda.
        module: Where that is written.
        within: The functions around it.
        name: The full dotted name of the decorator, nothing if it cannot be known.
        symbol: What the name stands for.
        place: `definition` of the function or handler; that of the `class`; in the `urls`; by `method_decorator` on a
            handler, the `method`, or on `dispatch`.
        written: The whole that applies it: the entry of the decorator list, or the call in the URLconf.
        on: The method that it is about, nothing if the whole view is.
        call: The call with arguments that makes the decorator, wherever it stands; None if `node` needs none.
        call_in: The module in which that call is written.
        of_class: Whether it stands around what `as_view()` of a class gives.
    """

    node: ast.expr
    module: Module
    within: tuple[Function, ...]
    name: str
    symbol: Symbol | None
    place: Place
    written: ast.expr
    on: str = ""
    call: ast.Call | None = None
    call_in: Module | None = None
    of_class: bool = False


@dataclass(frozen=True)
class Route:
    """A place that routes requests to a view.

    Attributes:
        module: The URLconf, or whatever else says so.
        node: The expression that names the view.
        text: The route, as far as it is written at this place; nothing if it is not known.
    """

    module: Module
    node: ast.AST
    text: str = ""


@dataclass(frozen=True)
class View:
    """A function or class of the project that Django calls for a request.

    Attributes:
        routine: The function, of a view that is one.
        cls: The class, of a view that is one.
        handlers: What answers the requests: the function, or the methods `get`, `post` ... that are written in the
            project, in the order of the HTTP methods.
        layers: What is wrapped around it on some route.
        routes: Where it is named.
        roles: What makes it a view.
        methods: Of a class every method by its name, as an instance has it, if it is written in the project.
        outside: Of a class the full names of its bases outside of the project; nothing for one that is not known.
        dispatches: Of a class every `dispatch` that is written in the project, in the order in which they are called.
        inherited: The handlers that these bases bring, as far as they are known and no class of the project has them.
        unclear: The names of handlers and the like that are bound to something else than a method.
    """

    routine: Routine | None
    cls: Class | None
    handlers: tuple[Routine, ...]
    layers: tuple[Layer, ...]
    routes: tuple[Route, ...]
    roles: frozenset[Role]
    methods: Mapping[str, Routine] = field(default_factory=dict, compare=False)
    outside: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    dispatches: tuple[Routine, ...] = ()
    unclear: tuple[str, ...] = ()

    @property
    def module(self) -> Module:
        """The file of the function or class."""
        owner = self.routine or self.cls
        assert owner is not None
        return owner.module

    @property
    def node(self) -> Function | ast.ClassDef:
        """The function or class."""
        owner = self.routine or self.cls
        assert owner is not None
        return owner.node

    @property
    def name(self) -> str:
        """What it is called in its module."""
        return self.routine.name if self.routine else self.cls.qualname if self.cls else ""

    @property
    def routed(self) -> frozenset[ast.AST]:
        """Every node that is written for its routes: they name the view without calling it."""
        written = [*(route.node for route in self.routes), *(layer.written for layer in self.layers)]
        return frozenset(node for one in written for node in all_nodes(one))

    @property
    def is_asynchronous(self) -> bool:
        """Whether Django awaits what it gives: it is an `async def`, or all of its handlers are."""
        return bool(self.handlers) and all(handler.is_coroutine for handler in self.handlers)
