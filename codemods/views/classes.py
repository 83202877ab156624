"""Class-based views: which methods answer requests, and which bases have a part in that."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.facts import table
from codemods.routines import Routine, routine_at


@dataclass(frozen=True)
class ClassView:
    """What is known of a class that answers requests.

    Attributes:
        classes: The class and its bases in the project, in the order in which methods are looked for.
        handlers: The methods of the project that answer requests.
        dispatches: Every `dispatch` of these classes.
        methods: Every method by its name.
        outside: The full names of the other bases; nothing for one that is not known.
        inherited: The handlers that these bring.
        unclear: The names of handlers, and of what stands before them, that are bound to something else than a method.
    """

    classes: tuple[Class, ...]
    handlers: tuple[Routine, ...]
    dispatches: tuple[Routine, ...]
    methods: dict[str, Routine]
    outside: tuple[str, ...]
    inherited: tuple[str, ...]
    unclear: tuple[str, ...]

    def has_base(self, beginnings: Iterable[str]) -> bool:
        """Whether the full name of a base outside of the project begins with one of these."""
        return any(name.startswith(tuple(beginnings)) for name in self.outside)


def class_view(cls: Class, project: Project, actions: Iterable[str] = ()) -> ClassView:
    """Look at a class that some route names.

    Args:
        cls: The class.
        project: The index.
        actions: The names of further methods that this route calls.
    """
    line = project.mro(cls)
    classes = tuple(one for one in line if isinstance(one, Class))
    outside = tuple("" if one is None else one.name for one in line if not isinstance(one, Class))
    methods: dict[str, Routine] = {}
    for one in classes:
        for name in one.scope.names:
            if (method := _method(one, name, project)) is not None:
                methods.setdefault(name, method)
    names = (*_http_methods(classes), *_actions(methods, outside, project), *actions)
    known = [methods[name] for name in names if name in methods]
    unsure = [method for one in classes for name in names for method in _alternatives(one, name, project)]
    handlers = tuple(dict.fromkeys([*known, *unsure]))
    dispatches = tuple(found for one in classes if (found := _method(one, "dispatch", project)))
    inherited = tuple(name for name in _inherited(outside) if name in names and name not in methods)
    deciding = (*table("views")["class"]["answering"], "as_view")
    unclear = tuple(name for name in (*names, *deciding) if any(_is_unclear(one, name, project) for one in classes))
    return ClassView(classes, handlers, dispatches, methods, outside, inherited, unclear)


def _method(cls: Class, name: str, project: Project) -> Routine | None:
    """The method that a class has under a name, also by `post = get`."""
    bindings = cls.scope.names.get(name, ())
    value = bindings[-1].value if bindings else None
    if isinstance(value, ast.Name) and value.id != name:
        return routine_at(cls.method(value.id), cls.module, project)
    return routine_at(cls.method(name), cls.module, project)


def _alternatives(cls: Class, name: str, project: Project) -> list[Routine]:
    """The methods that a class may have under a name, if it is not settled which."""
    values = [binding.value for binding in cls.scope.names.get(name, ())] if _is_unclear(cls, name, project) else []
    found = (routine_at(value, cls.module, project) for value in values if isinstance(value, ast.AST))
    return [one for one in found if one is not None]


def _is_unclear(cls: Class, name: str, project: Project) -> bool:
    return bool(cls.scope.names.get(name)) and _method(cls, name, project) is None


def _http_methods(classes: tuple[Class, ...]) -> tuple[str, ...]:
    """The methods of HTTP that a view lets through, all of them if that cannot be known."""
    every: list[str] = table("views")["class"]["methods"]
    for cls in classes:
        bindings = cls.scope.names.get("http_method_names", ())
        value = bindings[-1].value if bindings else None
        if isinstance(value, ast.List | ast.Tuple):
            names = [element.value for element in value.elts if isinstance(element, ast.Constant)]
            return tuple(name for name in every if name in names) if len(names) == len(value.elts) else tuple(every)
        if bindings:
            break
    return tuple(every)


def _actions(methods: dict[str, Routine], outside: tuple[str, ...], project: Project) -> tuple[str, ...]:
    """The methods of a view set that its router calls."""
    rest = table("views")["rest"]
    if not any(name.startswith(tuple(rest["sets"])) for name in outside):
        return ()
    added = [name for name, method in methods.items() if _is_added(method, project)]
    return (*rest["actions"], *rest["async-actions"], *added)


def _is_added(method: Routine, project: Project) -> bool:
    adding = table("views")["rest"]["adding"]
    decorators = [one.func if isinstance(one, ast.Call) else one for one in method.node.decorator_list]
    symbols = [project.resolve(one, method.module, method.around) for one in decorators]
    return any(isinstance(symbol, Symbol) and symbol.name in adding for symbol in symbols) or any(
        is_mapping(one) for one in decorators
    )


def is_mapping(decorator: ast.expr) -> bool:
    """Whether a decorator of a method adds it to an action of the same view set: `@sell.mapping.delete`."""
    match decorator:
        case ast.Attribute(value=ast.Attribute(value=ast.Name(), attr="mapping"), attr=name):
            return name in table("views")["class"]["methods"]
    return False


@cache
def _handlers_by_base() -> dict[str, tuple[str, ...]]:
    return {name: tuple(group["handlers"]) for group in table("views")["class"]["base"] for name in group["names"]}


def _inherited(outside: tuple[str, ...]) -> tuple[str, ...]:
    known = _handlers_by_base()
    return tuple(dict.fromkeys(name for base in outside for name in known.get(base, ())))
