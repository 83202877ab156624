"""What must be known of a consumer before anybody may say that it never raises StopConsumer.

The paths of a handler tell where StopConsumer is raised. That it is raised nowhere can only be said when nothing on
the way stays unseen: no base class, no decorator, no function that the paths lead into and that may raise it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.flow import conditions
from channels_fix.module import Class, Module
from channels_fix.nodes import last_name
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.consumers import ENDING_HANDLERS, STOP_CLASS, library_bases
from codemods.stop_consumer.domain import FROM_THREAD, TO_THREAD

HANDLERS = frozenset(sum(ENDING_HANDLERS.values(), ()))
PLAIN_DECORATORS = TO_THREAD | FROM_THREAD
MARKERS = frozenset({"typing.override", "typing_extensions.override"})
"""Decorators that change nothing."""

_HOOKS = ("__getattr__", "__getattribute__", "__init_subclass__")
_LOOP_CONTROL = frozenset({"create_task", "ensure_future", "wait", "gather", "cancel", "current_task", "TaskGroup"})
MAX_MODULES = 1_000


def is_fully_known(cls: Class, project: Project) -> bool:
    """Whether every class that `cls` inherits from is known, and nothing swaps its handlers at run time."""
    configured = project.options.get("consumer-bases", ())
    outside = {*library_bases(), *(configured if isinstance(configured, Iterable) else ())}
    line = project.mro(cls)
    for base in line:
        if base is None:
            return False
        if isinstance(base, Symbol):
            if base.name not in outside and not _is_of_python(base, project):
                return False
        elif not _is_plain_class(base, project):
            return False
    return True


def _is_plain_class(cls: Class, project: Project) -> bool:
    if any(name in cls.scope.names for name in _HOOKS):
        return False
    named = [*cls.node.decorator_list, *(one.value for one in cls.node.keywords if one.arg == "metaclass")]
    for expression in named:
        function = expression.func if isinstance(expression, ast.Call) else expression
        symbol = project.resolve(function, cls.module, cls.within)
        if symbol is None or not _is_of_python(symbol, project):
            return False
    if any(name in cls.scope.names and cls.method(name) is None for name in (*HANDLERS, "dispatch", "disconnect")):
        return False
    call = cls.method("__call__")
    if call is not None and any(last_name(node) in _LOOP_CONTROL for node in ast.walk(call)):
        return False  # it may end the consumer by cancelling it
    return not _swaps_handlers(cls.module)


def _is_of_python(symbol: Symbol, project: Project) -> bool:
    root = symbol.name.partition(".")[0]
    return symbol.definition is None and root not in project.knowledge.packages and project.knowledge.is_plain(root)


def _swaps_handlers(module: Module) -> bool:
    """Whether some code of the module assigns a handler to a class or an object."""
    for node in ast.walk(module.tree):
        match node:
            case ast.Attribute(attr=name, ctx=ast.Store()) if name in HANDLERS or name == "dispatch":
                return True
            case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value=name), *_]) if name in HANDLERS:
                return True
    return False


def is_plain_method(method: Function, cls: Class, project: Project) -> bool:
    """Whether nothing stands between a method and what Channels calls: no decorator but those that are known."""
    for decorator in method.decorator_list:
        symbol = project.resolve(decorator, cls.module, cls.within)
        if symbol is None or symbol.name not in PLAIN_DECORATORS | MARKERS:
            return False
    return True


@dataclass(frozen=True)
class Raisers:
    """The functions that may raise StopConsumer, by their bare names.

    Attributes:
        project: The index.
        names: The functions, and the classes that hold them; not the handlers themselves.
        stops: The names of StopConsumer.
        complete: Whether all modules could be looked at.
    """

    project: Project
    names: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset({STOP_CLASS.rpartition(".")[2]})
    complete: bool = True

    @classmethod
    def among(cls, modules: Iterable[Module], project: Project) -> Raisers:
        """Search modules, and those of the project that they import."""
        searched = list(_with_imports(modules, project))
        stops = frozenset[str]().union(*(_stop_names(module, project) for module in searched))
        mentioned: dict[str, set[str]] = {}
        for module in searched:
            for node in ast.walk(module.tree):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    mentioned.setdefault(node.name, set()).update(_mentioned(node))
        known = stops | HANDLERS
        while found := {name for name, names in mentioned.items() if name not in known and names & known}:
            known |= found
        return cls(project, known - stops - HANDLERS, stops, len(searched) < MAX_MODULES)

    def may_hide_in(self, method: Function, cls: Class, receiver: Class) -> bool:
        """Whether `method`, or what it calls, leads into such a function by a way that cannot be followed."""
        if not self.complete:
            return True
        stack: list[tuple[Function, Class | None, Module]] = [(method, cls, cls.module)]
        seen: set[Function] = set()
        line = self.project.mro(receiver)
        own = {name for base in line if isinstance(base, Class) for name in base.scope.names}
        raising = bool(self.names & own - {"dispatch"})
        while stack:
            function, owner, module = stack.pop()
            if function in seen:
                continue
            seen.add(function)
            called = {node.func for node in ast.walk(function) if isinstance(node, ast.Call)}
            for node in ast.walk(function):
                if self._is_named_by_text(node) or (raising and _awaits_something_made_before(node)):
                    return True
                if not isinstance(node, ast.Name | ast.Attribute) or last_name(node) not in self.names:
                    continue
                if not isinstance(node.ctx, ast.Load):
                    continue
                target = self._target(node, function, owner, module, receiver) if node in called else False
                if target is False:
                    return True
                if isinstance(target, tuple):
                    stack.append(target)
        return False

    def are_mentioned(self, body: Sequence[ast.stmt]) -> bool:
        """Whether statements raise StopConsumer, or call what may."""
        names = self.names | self.stops | HANDLERS
        return any(last_name(node) in names for statement in body for node in ast.walk(statement))

    def _is_named_by_text(self, node: ast.AST) -> bool:
        """Whether `node` is a message to a handler that may raise, or looks up such a method by its name."""
        match node:
            case ast.Dict(values=values):
                texts = values
            case ast.Call(func=ast.Name(id="getattr"), args=[_, text, *_]):
                texts = [text]
            case _:
                return False
        return any(
            isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value.replace(".", "_") in self.names
            for one in texts
        )

    def _target(
        self, node: ast.Name | ast.Attribute, function: Function, owner: Class | None, module: Module, receiver: Class
    ) -> tuple[Function, Class | None, Module] | bool:
        """The function of the project that a call leads into; True when it is none, False when it cannot be known."""
        if isinstance(node, ast.Name):
            within = (*(owner.within if owner else ()), function)
            symbol = self.project.resolve(node, module, within)
            if symbol is None:
                return False
            if isinstance(symbol.definition, ast.FunctionDef | ast.AsyncFunctionDef) and symbol.module:
                return not symbol.definition.decorator_list and (symbol.definition, None, symbol.module)
            return symbol.definition is None
        own = next((argument.arg for argument in (*function.args.posonlyargs, *function.args.args)), "")
        line = self.project.mro(receiver)
        match node.value:
            case ast.Name(id=name) if owner and name == own:
                pass
            case ast.Call(func=ast.Name(id="super"), args=[]) if owner in line:
                line = line[line.index(owner) + 1 :]
            case _:
                return False
        for cls in line:
            if isinstance(cls, Class) and node.attr in cls.scope.names:
                found = cls.method(node.attr)
                return found is not None and is_plain_method(found, cls, self.project) and (found, cls, cls.module)
        return True  # a method of Channels' own, which does not raise it, or of nobody


def _with_imports(modules: Iterable[Module], project: Project) -> Iterator[Module]:
    """Yield modules and those of the project that they import, directly or not."""
    frontier = list(dict.fromkeys(modules))
    seen = set(frontier)
    while frontier and len(seen) < MAX_MODULES:
        module = frontier.pop()
        yield module
        for symbol in _imported(module, project):
            found = symbol.definition if symbol and isinstance(symbol.definition, Module) else None
            found = found or (symbol.module if symbol and symbol.definition is not None else None)
            if found is not None and found not in seen:
                seen.add(found)
                frontier.append(found)


def _imported(module: Module, project: Project) -> Iterator[Symbol | None]:
    """What the names of a module stand for, those that its functions import among them."""
    for name in module.scope.names:
        yield project.resolve(ast.Name(name, ast.Load()), module)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for name, bindings in project.function_scope(node).names.items():
                if bindings[0].target is not None:
                    yield project.resolve(ast.Name(name, ast.Load()), module, (node,))


def _stop_names(module: Module, project: Project) -> set[str]:
    """The names by which a module reaches StopConsumer or a class that derives from it."""
    found = {STOP_CLASS.rpartition(".")[2]}
    for name in module.scope.names:
        symbol = project.resolve(ast.Name(name, ast.Load()), module)
        if symbol is not None and conditions.is_exception(symbol, STOP_CLASS, project):
            found.add(name)
    return found


def _mentioned(definition: Function | ast.ClassDef) -> set[str]:
    """The names that a function or class uses, but for those that its handlers catch."""
    types = [node.type for node in ast.walk(definition) if isinstance(node, ast.ExceptHandler) and node.type]
    caught = {inner for type_ in types for inner in ast.walk(type_)}
    return {name for node in ast.walk(definition) if node not in caught and (name := last_name(node))}


def _awaits_something_made_before(node: ast.AST) -> bool:
    """Whether `node` awaits a task or another object, whose code stands elsewhere."""
    return isinstance(node, ast.Await) and not isinstance(node.value, ast.Call)
