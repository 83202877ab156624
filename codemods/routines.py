"""The functions of a module, and where the project names them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.nodes import children, own_nodes
from channels_fix.project import Project
from channels_fix.spelled import aliases, spelled

NEARBY = ("async", "urlpatterns")
"""A file without one of these has nothing to do with a coroutine function of the project."""
ANYWHERE = ("",)
"""Any file may have to do with another function."""
Apart = Callable[[Path], bool]
"""Whether a file does not count."""


@dataclass(frozen=True)
class Routine:
    """A function and where it stands; `cls` is the class that it is a method of."""

    node: Function
    module: Module
    cls: Class | None
    around: tuple[Function, ...]

    def __hash__(self) -> int:
        return hash(self.node)  # few others have the same node, and sets and dicts ask often

    @property
    def within(self) -> tuple[Function, ...]:
        """The functions around its body, itself the last."""
        return (*self.around, self.node)

    @property
    def is_coroutine(self) -> bool:
        """Whether it is an `async def`."""
        return isinstance(self.node, ast.AsyncFunctionDef)

    @cached_property
    def is_generator(self) -> bool:
        """Whether it has a `yield` of its own: a call of it runs nothing of its body yet."""
        return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(self.node))

    @property
    def name(self) -> str:
        """Its name, behind that of its class or of the functions around it."""
        owner = [self.cls.qualname] if self.cls else [function.name for function in self.around]
        return ".".join([*owner, self.node.name])

    @property
    def receiver(self) -> str:
        """What a method calls its object, or nothing."""
        return receiver_of(self.node) if self.cls else ""


@dataclass(frozen=True)
class Mention:
    """A place that names a function; `parents` leads from it outwards."""

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
    def receiver(self) -> str:
        """What the method around the place calls its object."""
        for parent, outer in zip(self.parents, self.parents[1:], strict=False):
            if isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef) and isinstance(outer, ast.ClassDef):
                return receiver_of(parent)
        return ""

    def runner(self, project: Project) -> Routine | None:
        """The function that runs the place itself."""
        functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
        node = next((node for node in self.parents if isinstance(node, functions)), None)
        return routine_at(node, self.module, project)

    def user(self, project: Project) -> Routine | None:
        """The coroutine function that runs the place itself."""
        runner = self.runner(project)
        return runner if runner is not None and runner.is_coroutine else None

    def decorated(self, project: Project) -> Routine | None:
        """The coroutine function that the place decorates."""
        steps = [step for step in self.parents if not isinstance(step, ast.Call)]
        node = steps[0] if steps else None
        if not isinstance(node, ast.AsyncFunctionDef) or self._expression not in node.decorator_list:
            return None
        return routine_at(node, self.module, project)

    @property
    def _expression(self) -> ast.AST:
        """The outermost of the calls that the place makes, such as `retry(3)` for `retry`."""
        inner: ast.AST = self.node
        for step in self.parents:
            if not (isinstance(step, ast.Call) and step.func is inner):
                break
            inner = step
        return inner


def receiver_of(method: Function) -> str:
    """What a function in the body of a class calls the object that it is called on, or nothing."""
    positional = [*method.args.posonlyargs, *method.args.args]
    is_static = any(isinstance(one, ast.Name) and one.id == "staticmethod" for one in method.decorator_list)
    return positional[0].arg if positional and not is_static else ""


def routines_of(module: Module) -> Iterator[Routine]:
    """Yield the functions of a module, those inside of other functions too."""
    classes = {cls.node: cls for cls in module.classes.values()}
    stack: list[tuple[ast.AST, Class | None, tuple[Function, ...]]] = [(module.tree, None, ())]
    while stack:
        node, cls, within = stack.pop()
        for child in reversed(children(node)):
            match child:
                case ast.ClassDef():
                    stack.append((child, classes.get(child), within))
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    yield Routine(child, module, cls, within)
                    stack.append((child, None, (*within, child)))
                case ast.stmt() | ast.excepthandler() | ast.match_case():
                    stack.append((child, cls, within))


def coroutines_of(module: Module) -> Iterator[Routine]:
    """Yield the coroutine functions of a module, those inside of other functions too."""
    return (one for one in routines_of(module) if one.is_coroutine)


def routine_at(node: ast.AST | None, module: Module, project: Project) -> Routine | None:
    """The function that a node of a module is, if it is one."""
    known = project.once(("routines", module), lambda: {one.node: one for one in routines_of(module)})
    return known.get(node) if isinstance(node, Function) else None


def methods_called(name: str, project: Project) -> Iterator[Routine]:
    """Yield all asynchronous methods of the project with a name: what an object of an unknown class may have."""
    for module in project.modules_with(f"async def {name}", NEARBY):
        for one in coroutines_of(module):
            if one.cls is not None and one.node.name == name:
                yield one


def mentions_of(function: Routine, project: Project) -> list[Mention]:
    """Where the project may name a function: the names and attributes that are spelled like it."""
    return project.once(("mentions", function.node, function.cls), lambda: list(each_mention(function, project)))


def each_mention(function: Routine, project: Project, apart: Apart = lambda path: False) -> Iterator[Mention]:
    """The same one after the other, for one who may not want them all: further files are read when it asks for more.

    Args:
        function: The function.
        project: The index.
        apart: Whether a file does not count.
    """
    name = function.node.name
    if function.around and function.cls is None:
        yield from (one for one in mentions_in(name, function.module, project) if function.around[-1] in one.parents)
        return
    beside = NEARBY if function.is_coroutine else ANYWHERE
    yield from () if apart(function.module.path) else mentions_in(name, function.module, project)
    if function.cls is not None:
        others = (mentions_in(name, module, project) for module in _naming(name, f".{name}", beside, project, apart))
        found: Iterable[Mention] = (one for several in others for one in several)
    else:
        found = _mentioned(name, beside, project, apart)
    yield from (one for one in found if one.module is not function.module)


def class_mentions(name: str, project: Project) -> list[Mention]:
    """Where the project may name a class: the names and attributes that are spelled like it, or like an alias of it."""
    return list(_mentioned(name, ANYWHERE, project))


def _naming(
    name: str, word: str, beside: tuple[str, ...], project: Project, apart: Apart = lambda path: False
) -> Iterable[Module]:
    """The modules that may name something."""
    if beside == ANYWHERE and name in project.defined_names:
        return project.modules_naming(name, word, apart)
    return (module for module in project.modules_with(word, beside) if not apart(module.path))


def _mentioned(
    name: str, beside: tuple[str, ...], project: Project, apart: Apart = lambda path: False
) -> Iterator[Mention]:
    """Yield where the project names something, also by the names under which it is imported."""
    names = [name]
    for one in names:
        for module in _naming(one, one, beside, project, apart):
            yield from mentions_in(one, module, project)
            names += [alias for alias in aliases(one, module) if alias not in names]


def mentions_in(name: str, module: Module, project: Project) -> list[Mention]:
    """Where a module names something: the names and attributes that are spelled like it."""

    def search() -> list[Mention]:
        return [Mention(node, module, parents) for node, parents in spelled(name, module)]

    return project.once(("named", module, name), search)
