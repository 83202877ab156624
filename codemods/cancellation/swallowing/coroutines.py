"""The coroutine functions of a module, and where the project names them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.project import Project

NEARBY = ("async", "urlpatterns")
"""A file without one of these has nothing to do with a coroutine function of the project."""


@dataclass(frozen=True)
class Coroutine:
    """A coroutine function, or an asynchronous generator; `cls` is the class that it is a method of."""

    node: ast.AsyncFunctionDef
    module: Module
    cls: Class | None
    around: tuple[Function, ...]

    @property
    def within(self) -> tuple[Function, ...]:
        """The functions around its body, itself the last."""
        return (*self.around, self.node)

    @property
    def receiver(self) -> str:
        """What a method calls its object, or nothing."""
        positional = [*self.node.args.posonlyargs, *self.node.args.args]
        return positional[0].arg if self.cls and positional else ""


@dataclass(frozen=True)
class Mention:
    """A place that names a function; `parents` leads from it outwards, `cls` is the class whose method it stands in."""

    node: ast.Name | ast.Attribute
    module: Module
    parents: tuple[ast.AST, ...]

    @property
    def within(self) -> tuple[Function, ...]:
        """The functions around the place, outermost first."""
        functions = [node for node in self.parents if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        return tuple(reversed(functions))

    @property
    def cls(self) -> Class | None:
        """The class around the place, if it stands in one of its methods."""
        node = next((node for node in self.parents if isinstance(node, ast.ClassDef)), None)
        return next((cls for cls in self.module.classes.values() if cls.node is node), None) if node else None

    @property
    def user(self) -> Coroutine | None:
        """The coroutine function that runs the place itself."""
        functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
        node = next((node for node in self.parents if isinstance(node, functions)), None)
        if not isinstance(node, ast.AsyncFunctionDef):
            return None
        return next((one for one in coroutines_of(self.module) if one.node is node), None)


def coroutines_of(module: Module) -> Iterator[Coroutine]:
    """Yield the coroutine functions of a module, those inside of other functions too."""
    classes = {cls.node: cls for cls in module.classes.values()}
    stack: list[tuple[ast.AST, Class | None, tuple[Function, ...]]] = [(module.tree, None, ())]
    while stack:
        node, cls, within = stack.pop()
        for child in reversed(list(ast.iter_child_nodes(node))):
            match child:
                case ast.ClassDef():
                    stack.append((child, classes.get(child), within))
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    if isinstance(child, ast.AsyncFunctionDef):
                        yield Coroutine(child, module, cls, within)
                    stack.append((child, None, (*within, child)))
                case ast.stmt() | ast.excepthandler() | ast.match_case():
                    stack.append((child, cls, within))


def mentions_of(function: Coroutine, project: Project) -> list[Mention]:
    """Where the project may name a function: the names and attributes that are spelled like it."""
    name = function.node.name
    if function.around and function.cls is None:
        inside = set(ast.walk(function.around[-1]))
        return [one for one in _named(name, function.module, project) if one.node in inside]
    modules = dict.fromkeys((function.module, *project.modules_with(name, NEARBY)))
    return [found for module in modules for found in _named(name, module, project)]


def _named(name: str, module: Module, project: Project) -> list[Mention]:
    return project.once(("names", module), lambda: _all_names(module)).get(name, [])


def _all_names(module: Module) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    stack: list[tuple[ast.AST, tuple[ast.AST, ...]]] = [(module.tree, ())]
    while stack:
        node, parents = stack.pop()
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name, ctx=ast.Load()):
                found.setdefault(name, []).append(Mention(node, module, parents))
        stack += [(child, (node, *parents)) for child in ast.iter_child_nodes(node)]
    return found
