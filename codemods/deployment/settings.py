"""The settings of a Django project, as far as its Python files tell.

Several modules may hold settings (development, production, tests). Which of them is in use is not known, so every
answer is all that may hold, each with the module that says so.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.facts import table
from codemods.listed import Item, Lists
from codemods.routines import ANYWHERE


@dataclass(frozen=True)
class Setting:
    """A value that some module gives a setting."""

    value: ast.expr
    module: Module

    @property
    def text(self) -> str:
        """The text that it is, nothing if it is none or cannot be known."""
        return self.value.value if isinstance(self.value, ast.Constant) and isinstance(self.value.value, str) else ""


@dataclass(frozen=True)
class Middleware:
    """An entry of MIDDLEWARE.

    Attributes:
        setting: Where it is written.
        symbol: What its dotted name stands for: of the project, or by name alone; None if that cannot be known.
    """

    setting: Setting
    symbol: Symbol | None

    @property
    def name(self) -> str:
        """The dotted name as it is written, nothing if it cannot be known."""
        return self.setting.text


class Settings:
    """What some modules say together.

    Args:
        modules: The modules that hold settings.
        project: The index.
    """

    def __init__(self, modules: tuple[Module, ...], project: Project) -> None:
        self.modules = modules
        self._project = project
        self._lists = Lists.of_project(project)

    def values(self, name: str) -> tuple[Setting, ...]:
        """The values that the setting `name` may have; of a list that is built up, its parts."""
        found = (
            Setting(binding.value, module)
            for module in self.modules
            for scope in (module.scope, *(cls.scope for cls in module.classes.values()))
            for binding in scope.names.get(name, ())
            if isinstance(binding.value, ast.expr)
        )
        return tuple(dict.fromkeys(found))

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts that the setting `name` may have; an empty one stands for what cannot be known."""
        return tuple(dict.fromkeys(setting.text for setting in self.values(name)))

    def entries(self, name: str) -> tuple[Setting, ...]:
        """What the list `name` may hold; what is not one text cannot be known."""
        found = dict.fromkeys(Setting(item.node, item.module) for item in self._items(name))
        return tuple(found)

    @cached_property
    def middleware(self) -> tuple[Middleware, ...]:
        """The entries of MIDDLEWARE."""
        return tuple(Middleware(one, self._meaning(one)) for one in self.entries("MIDDLEWARE"))

    @cached_property
    def installed_apps(self) -> frozenset[str]:
        """The dotted names in INSTALLED_APPS."""
        return frozenset(one.text for one in self.entries("INSTALLED_APPS") if one.text)

    @cached_property
    def atomic_requests(self) -> tuple[Setting, ...]:
        """The values of ATOMIC_REQUESTS, of any database, that are not plainly false."""
        found = self._keyed("ATOMIC_REQUESTS")
        return tuple(one for one in found if not (isinstance(one.value, ast.Constant) and not one.value.value))

    @cached_property
    def exception_handlers(self) -> tuple[Setting, ...]:
        """The functions with which Django REST framework makes responses of errors."""
        return self._keyed("EXCEPTION_HANDLER")

    @cached_property
    def cache_backends(self) -> dict[str, tuple[str, ...]]:
        """For each alias in CACHES the dotted names of its backends; an empty one stands for what cannot be known."""
        found: dict[str, list[str]] = {}
        for setting in self.values("CACHES"):
            for alias, value in _pairs(setting.value):
                backend = next((one for key, one in _pairs(value) if key == "BACKEND"), None)
                found.setdefault(alias, []).append(Setting(backend, setting.module).text if backend else "")
        return {alias: tuple(dict.fromkeys(backends)) for alias, backends in sorted(found.items())}

    @property
    def csrf_failure_view(self) -> tuple[Setting, ...]:
        """The dotted names of views for requests that the protection against forgery refuses."""
        return tuple(one for one in self.values("CSRF_FAILURE_VIEW") if one.text)

    def may_be_true(self, name: str) -> bool:
        """Whether the setting `name` may be anything but false."""
        return any(not isinstance(one.value, ast.Constant) or bool(one.value.value) for one in self.values(name))

    def _keyed(self, key: str) -> tuple[Setting, ...]:
        """What the modules give a key, in whatever dictionary."""
        return tuple(Setting(value, module) for module in self.modules for value in _keyed(key, module))

    def _items(self, name: str) -> Iterator[Item]:
        for module in self.modules:
            yield from self._lists.named(name, module)
            for cls in module.classes.values():
                for binding in cls.scope.names.get(name, ()):
                    if isinstance(binding.value, ast.expr):
                        yield from self._lists.of(binding.value, module)

    def _meaning(self, setting: Setting) -> Symbol | None:
        return self._project.imported(setting.text, setting.module) if setting.text else None


def settings_of(project: Project, module: Module | None = None) -> Settings:
    """The settings of the project.

    Args:
        project: The index.
        module: With this only the settings that may hold for the code in it, where a folder has several projects.
    """
    modules = project.once("settings modules", lambda: tuple(_modules(project)))
    if module is None:
        return project.once("settings", lambda: Settings(modules, project))
    near = tuple(one for one in modules if _reaches(one, module, project)) or modules
    return project.once(("settings", near), lambda: Settings(near, project))


def _modules(project: Project) -> Iterator[Module]:
    """Yield the modules that hold settings, in order of their paths."""
    telling = table("deployment")["settings"]["telling"]
    found = {
        module.path: module
        for name in telling
        for module in project.modules_with(name, ANYWHERE)
        if _tells(module, telling)
    }
    for module in list(found.values()):
        for part in _parts(module, project):
            found.setdefault(part.path, part)
    for module in project.modules_with("import *", ANYWHERE):  # `from .base import *`, and some other settings
        if any(part.path in found for part in _parts(module, project)):
            found.setdefault(module.path, module)
    yield from (found[path] for path in sorted(found))


def _tells(module: Module, names: list[str]) -> bool:
    scopes = (module.scope, *(cls.scope for cls in module.classes.values() if not cls.within))
    return any(binding.target is None for scope in scopes for name in names for binding in scope.names.get(name, ()))


def _parts(module: Module, project: Project) -> Iterator[Module]:
    for star in module.scope.stars:
        part = project.module_named(star.target or "", star.level, module)
        if part is not None:
            yield part


def _reaches(settings: Module, module: Module, project: Project) -> bool:
    """Whether the code in `module` can import the settings by their name."""
    symbol = project.imported(settings.name, module)
    return symbol is not None and symbol.definition is settings


def _keyed(name: str, module: Module) -> Iterator[ast.expr]:
    """Yield what a module gives a key, in whatever dictionary."""
    for node in ast.walk(module.tree) if name in module.text else ():
        match node:
            case ast.Dict():
                yield from (value for key, value in _pairs(node) if key == name)
            case ast.Assign(targets=[ast.Subscript(slice=ast.Constant(value=key))], value=value) if key == name:
                yield value
            case ast.keyword(arg=key, value=value) if key == name:
                yield value


def _pairs(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value, value
