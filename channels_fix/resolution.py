"""What a name means at a place: by its bindings there, through imports, stars and attributes, to where it is defined.

What cannot be resolved is None, never a guess.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from channels_fix.bindings import Binding, Function, Scope, When, scope_of
from channels_fix.layout import Layout
from channels_fix.module import Class, Module

MAX_HOPS = 50


@dataclass(frozen=True)
class Knowledge:
    """What the codemods know of packages outside the project.

    Attributes:
        aliases: For a dotted name the one it re-exports.
        exports: For a module the names that its star import brings.
        ancestors: For an exception class the full names of its bases.
        packages: Packages whose exception classes are classes of their own, never other names of a built-in one.
        whole: Modules that are imported as a whole by custom: `import asyncio`, then `asyncio.CancelledError`.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    exports: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ancestors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    packages: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    def is_plain(self, name: str) -> bool:
        """Whether the dotted `name` is known to be what it says, not another name of something else."""
        root = name.partition(".")[0]
        return root == "builtins" or root in sys.stdlib_module_names or root in self.packages


@dataclass(frozen=True)
class Symbol:
    """What a name stands for.

    `name` is the full dotted name; `definition` is the class, function, assigned expression or module of the project,
    or None for what lies outside.
    """

    name: str
    definition: Class | Function | ast.expr | Module | None = None
    module: Module | None = field(default=None, compare=False)
    """The module where `definition` stands, or where a name from outside was imported."""


class Resolution:
    """Resolves the names of one project.

    Args:
        layout: Where files are, and what an import finds.
        knowledge: Facts about other packages.
        load: Gives the parsed file, None if it cannot be read or parsed.
    """

    def __init__(self, layout: Layout, knowledge: Knowledge, load: Callable[[Path], Module | None]) -> None:
        self.layout = layout
        self.knowledge = knowledge
        self._load = load
        self._sources: dict[tuple[str, str | None, int], Module | None] = {}
        self._resolved: dict[tuple[ast.expr, tuple[Function, ...]], Symbol | None] = {}
        self._function_scopes: dict[Function, Scope] = {}

    def resolve(self, node: ast.expr, module: Module, within: Sequence[Function]) -> Symbol | None:
        """What an expression stands for at a place in `module`, with the functions around it, outermost first."""
        question = (node, tuple(within))
        if question not in self._resolved:
            self._resolved[question] = self._resolve(node, module, question[1], MAX_HOPS)
        return self._resolved[question]

    def member(self, owner: Symbol, name: str) -> Symbol | None:
        """What `owner.name` stands for."""
        return self._attribute(owner, name, MAX_HOPS)

    def imported(self, name: str, module: Module) -> Symbol | None:
        """What an import of the dotted `name` in `module` gives."""
        return self._imported(Binding(name), module, MAX_HOPS)

    def module_named(self, name: str, level: int, module: Module) -> Module | None:
        """The project's module that the dotted `name` behind `level` dots means in an import of `module`, if any."""
        return self._import_source(Binding(name, level), module)

    def base(self, base: ast.expr, cls: Class) -> Symbol | None:
        """What a base of a class stands for: `class Chat(Chat)` derives from what had the name before."""
        if _is_taken_by_outer(base, cls):
            return None
        name = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(name, ast.Name) and name.id == cls.node.name:
            scope = self.function_scope(cls.within[-1]) if cls.within else cls.module.scope
            values = [binding.value for binding in scope.names.get(name.id, ())]
            if cls.node in values:
                before = scope.names[name.id][: values.index(cls.node)]
                return self._meaning(before, name.id, cls.module, cls.within, MAX_HOPS) if before else None
        return self.resolve(base, cls.module, cls.within)

    def function_scope(self, function: Function) -> Scope:
        """What the body of `function` binds, parameters included."""
        if function not in self._function_scopes:
            self._function_scopes[function] = scope_of(function.body, function.args)
        return self._function_scopes[function]

    def _resolve(self, node: ast.expr, module: Module, within: tuple[Function, ...], hops: int) -> Symbol | None:
        if hops <= 0:
            return None
        match node:
            case ast.Name(id=name):
                for depth in range(len(within), 0, -1):
                    scope = self.function_scope(within[depth - 1])
                    if name in scope.names:
                        return self._meaning(scope.names[name], name, module, within[:depth], hops - 1)
                return self._member(module, name, hops - 1) or _builtin(name)
            case ast.Attribute(value=value, attr=attribute):
                owner = self._resolve(value, module, within, hops - 1)
                return self._attribute(owner, attribute, hops - 1) if owner else None
            case ast.Subscript(value=value):  # Generic[T] as a base class
                return self._resolve(value, module, within, hops - 1)
            case ast.Tuple() | ast.BinOp():
                return Symbol("", node, module)
        return None

    def _member(self, module: Module, name: str, hops: int) -> Symbol | None:
        if hops <= 0:
            return None
        bindings = module.scope.names.get(name)
        if bindings:
            return self._meaning(bindings, name, module, (), hops)
        for star in reversed(module.scope.stars):
            source = self._import_source(star, module)
            if source is None:
                target = star.target or ""
                if name in self.knowledge.exports.get(target, ()):
                    return self._outside(f"{target}.{name}", module)
            elif _is_exported(source, name) and (symbol := self._member(source, name, hops - 1)):
                return symbol
        return None

    def _meaning(
        self, bindings: tuple[Binding, ...], name: str, module: Module, within: tuple[Function, ...], hops: int
    ) -> Symbol | None:
        """What several bindings of one name agree on; the stand-ins for failed imports do not count."""
        real = [binding for binding in bindings if binding.when is not When.FALLBACK] or list(bindings)
        always = all(binding.when is When.ALWAYS for binding in real)
        if always and _is_definition(real[-1]):
            return self._binding(real[-1], name, module, within, hops)  # a redefinition: the last one wins
        agreed: Symbol | None = None
        for binding in real:
            symbol = self._binding(binding, name, module, within, hops)
            if symbol is None or (agreed is not None and not _is_same(symbol, agreed, always=always)):
                return None  # names that stand for one another are not followed any further
            agreed = agreed or symbol
        return agreed

    def _binding(
        self, binding: Binding, name: str, module: Module, within: tuple[Function, ...], hops: int
    ) -> Symbol | None:
        value = binding.value
        if binding.target is not None:
            return self._imported(binding, module, hops)
        if isinstance(value, ast.ClassDef):
            known = next((cls for cls in module.classes.values() if cls.node is value), None)
            return Symbol(known.name, known, module) if known else None
        if isinstance(value, ast.FunctionDef | ast.AsyncFunctionDef):
            return Symbol(f"{module.name}.{name}", value, module)
        if isinstance(value, ast.Name | ast.Attribute):
            if isinstance(value, ast.Name) and value.id == name:
                return None
            return self._resolve(value, module, within, hops - 1)
        if value is not None:
            return Symbol(f"{module.name}.{name}", value, module)
        return None

    def _attribute(self, owner: Symbol, attribute: str, hops: int) -> Symbol | None:
        match owner.definition:
            case Module() as module:
                found = self._member(module, attribute, hops)
                return found or self._submodule(module, attribute)
            case Class() as cls:
                bindings = cls.scope.names.get(attribute)
                if bindings:
                    return self._meaning(bindings, f"{cls.qualname}.{attribute}", cls.module, cls.within, hops)
                return None
            case None if owner.name and not owner.name.startswith("builtins."):
                name = (
                    f"{owner.name}.{attribute}"  # `import a.b` of a folder without `__init__.py` knows `a` by name only
                )
                source = self._import_source(Binding(name), owner.module) if owner.module else None
                return Symbol(source.name, source, source) if source else self._outside(name, owner.module)
        return None

    def _submodule(self, package: Module, name: str) -> Symbol | None:
        if not package.is_package:
            return None
        found = self._module_at(package.path.parent / name)
        return Symbol(found.name, found, found) if found else None

    def _imported(self, binding: Binding, module: Module, hops: int) -> Symbol | None:
        target = binding.target or ""
        parent, _, name = target.rpartition(".")
        package = self._import_source(Binding(parent, binding.level), module) if parent or binding.level else None
        if package is not None and name in package.scope.names:  # a package's own name hides a submodule
            return self._member(package, name, hops - 1)
        source = self._import_source(binding, module)
        if source is not None:
            return Symbol(source.name, source, source)
        if package is not None:
            return self._member(package, name, hops - 1)
        return None if binding.level else self._outside(target, module)

    def _outside(self, name: str, module: Module | None) -> Symbol:
        return Symbol(self.knowledge.aliases.get(name, name), None, module)

    def _import_source(self, binding: Binding, module: Module) -> Module | None:
        """The project's module that an import names, if it is one."""
        question = (module.folder, binding.target, binding.level)
        if question not in self._sources:
            self._sources[question] = self._find_source(binding, module)
        return self._sources[question]

    def _find_source(self, binding: Binding, module: Module) -> Module | None:
        parts = [part for part in (binding.target or "").split(".") if part]
        if binding.level:
            folder = module.path.parent
            for _ in range(binding.level - 1):
                folder = folder.parent
            return self._module_at(folder.joinpath(*parts))
        if not parts:
            return None
        for root in self.layout.import_roots(module.path):
            found = self._module_at(root.joinpath(*parts))
            if found is not None:
                return found
        return None

    def _module_at(self, path: Path) -> Module | None:
        file = self.layout.module_at(path)
        return self._load(file) if file else None


def _is_taken_by_outer(base: ast.expr, cls: Class) -> bool:
    """Whether the class around `cls` may give the name of a base another meaning; such a base is not looked up."""
    outer = cls.module.classes.get(cls.qualname.rpartition(".")[0])
    names = {node.id for node in ast.walk(base) if isinstance(node, ast.Name)}
    return outer is not None and any(name in outer.scope.names for name in names)


def _is_exported(module: Module, name: str) -> bool:
    """Whether a star import of `module` brings `name`."""
    exported = module.scope.names.get("__all__", ())
    value = exported[-1].value if exported else None
    if isinstance(value, ast.List | ast.Tuple):
        return any(isinstance(element, ast.Constant) and element.value == name for element in value.elts)
    return not name.startswith("_")


def _is_definition(binding: Binding) -> bool:
    return isinstance(binding.value, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)


def _is_same(one: Symbol, other: Symbol, *, always: bool) -> bool:
    """Whether two bindings of a name give it one meaning: of two definitions, each is a thing of its own.

    What takes the place of a definition for good, such as the same with a decorator, is still that.
    """
    ends = (one.definition, other.definition)
    kinds = [isinstance(end, Function | Class) for end in ends]
    distinct = ends[0] is not ends[1] and (all(kinds) or (any(kinds) and not always))
    return one.name == other.name and not distinct


def _builtin(name: str) -> Symbol | None:
    return Symbol(f"builtins.{name}") if hasattr(builtins, name) else None
