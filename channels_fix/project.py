"""The project index: what a name means, in which module, and which classes derive from which.

Modules are parsed when a question first needs them and kept; nothing is resolved while walking, so neither the order of
the files nor the choice of paths changes an answer. What cannot be resolved is None, never a guess.
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from channels_fix.bindings import Binding, Function, Scope, When, scope_of
from channels_fix.files import FileError, decode, read
from channels_fix.layout import Layout, find_root
from channels_fix.linearization import merged
from channels_fix.module import Class, Module, ParseError
from channels_fix.requirements.search import Requirements
from channels_fix.requirements.target import Target
from channels_fix.texts import Texts

MAX_HOPS = 50
Answer = TypeVar("Answer")


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


class Project:
    """All that is known of the files of a project.

    Args:
        paths: What the user named; the project's roots are found from them.
        list_files: Lists all Python files below given folders; asked only for questions about the whole project.
        knowledge: Facts about other packages.
        options: The configuration keys that belong to rules.
        unsafe: The codes of the rules whose unsafe fixes are made in this run, too.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        list_files: Callable[[Sequence[Path]], Iterable[Path]],
        knowledge: Knowledge | None = None,
        options: Mapping[str, object] | None = None,
        unsafe: Iterable[str] = (),
    ) -> None:
        self.layout = Layout(sorted({find_root(path) for path in paths}), self._is_given)
        self.knowledge = knowledge or Knowledge()
        self.options = options or {}
        self.unsafe = frozenset(unsafe)
        self._requirements = Requirements(self.options)
        self._list_files = list_files
        self._contents: dict[Path, str] = {}
        self._modules: dict[Path, Module | None] = {}
        self._sources: dict[tuple[str, str | None, int], Module | None] = {}
        self._resolved: dict[tuple[ast.expr, tuple[Function, ...]], Symbol | None] = {}
        self._function_scopes: dict[Function, Scope] = {}
        self._linear: dict[Class, tuple[Class | Symbol | None, ...]] = {}
        self._answers: dict[Hashable, object] = {}
        self._texts = Texts(self._all_paths, self._bytes_of)

    def once(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """Answer a question about this project that several rules ask; it is worked out the first time only."""
        if question not in self._answers:
            self._answers[question] = answer()
        return cast("Answer", self._answers[question])

    def load(self, path: Path) -> Module | None:
        """Return the parsed file, or None when it cannot be read or parsed."""
        path = path.absolute()
        if path not in self._modules:
            try:
                text = self._contents.get(path)
                if text is None:
                    text = decode(path, read(path)).text
                self._modules[path] = self._parsed(path, text)
            except (FileError, ParseError):
                self._modules[path] = None
        return self._modules[path]

    def changed(self, contents: Mapping[Path, str]) -> Project:
        """The same project with other texts for some of its files.

        The texts must not change which classes derive from which: what is known of that is taken over.
        """
        other = Project((), self._list_files, self.knowledge, self.options, self.unsafe)
        other._requirements = self._requirements
        other._contents = {**self._contents, **{path.absolute(): text for path, text in contents.items()}}
        other._modules = {path: module for path, module in self._modules.items() if path not in other._contents}
        other.layout = Layout(self.layout.roots, other._is_given, self.layout)
        other._texts = Texts(other._all_paths, other._bytes_of, self._texts)
        return other

    def add(self, path: Path, text: str) -> Module:
        """Parse `text` as the content of `path`.

        Raises:
            ParseError: It is not Python that this interpreter can read.
        """
        path = path.absolute()
        self._modules[path] = module = self._parsed(path, text)
        return module

    def _parsed(self, path: Path, text: str) -> Module:
        return Module(path, self.layout.name_of(path), text, is_package=path.stem == "__init__")

    # Versions --------------------------------------------------------------------------------------------------------

    def version_of(self, package: str, module: Module) -> Target | None:
        """The lowest version of `package` (normalised) on which `module` may run, None if that is not known."""
        return self._requirements.version_of(package, module.path, self._top(module.path))

    def python_of(self, module: Module) -> Target | None:
        """The lowest version of Python on which `module` may run, None if that is not known."""
        return self._requirements.python_of(module.path, self._top(module.path))

    def depends_on(self, package: str, module: Module) -> bool:
        """Whether the project of `module` says that it needs `package` (normalised), in whatever version."""
        return self._requirements.mention(package, module.path, self._top(module.path))

    def _top(self, path: Path) -> Path:
        return self.once(("top", path), lambda: self.layout.top(path))

    # Names -----------------------------------------------------------------------------------------------------------

    def resolve(self, node: ast.expr, module: Module, within: Sequence[Function] = ()) -> Symbol | None:
        """What the expression `node` stands for at a place in `module`.

        Args:
            node: A name or a chain of attributes.
            module: The module where it is written.
            within: The functions around the place, outermost first.

        Returns:
            The symbol, or None when it cannot be known.
        """
        question = (node, tuple(within))
        if question not in self._resolved:
            self._resolved[question] = self._resolve(node, module, question[1], MAX_HOPS)
        return self._resolved[question]

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

    def member(self, owner: Symbol, name: str) -> Symbol | None:
        """What `owner.name` stands for, or None when it cannot be known."""
        return self._attribute(owner, name, MAX_HOPS)

    def imported(self, name: str, module: Module) -> Symbol | None:
        """What an import of the dotted `name` in `module` gives, or None when it cannot be known."""
        return self._imported(Binding(name), module, MAX_HOPS)

    def top_level(self, module: Module) -> Mapping[str, Symbol | None]:
        """What the names that the top level of `module` binds stand for; None for one that cannot be known."""
        names = module.scope.names
        return self.once(
            ("top level", module), lambda: {name: self.resolve(ast.Name(name, ast.Load()), module) for name in names}
        )

    def module_named(self, name: str, level: int, module: Module) -> Module | None:
        """The project's module that the dotted `name` behind `level` dots means in an import of `module`, if any."""
        return self._import_source(Binding(name, level), module)

    def function_scope(self, function: Function) -> Scope:
        """What the body of `function` binds, parameters included."""
        if function not in self._function_scopes:
            self._function_scopes[function] = scope_of(function.body, function.args)
        return self._function_scopes[function]

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

    # Modules ---------------------------------------------------------------------------------------------------------

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
        return self.load(file) if file else None

    def _is_given(self, path: Path) -> bool:
        return path in self._contents or self._modules.get(path) is not None

    # Classes ---------------------------------------------------------------------------------------------------------

    def mro(self, cls: Class) -> tuple[Class | Symbol | None, ...]:
        """The method resolution order of `cls`.

        Classes of the project are given as `Class`, others as `Symbol`, a base that cannot be known as None.
        """
        if cls not in self._linear:
            self._linear[cls] = (cls,)  # what a cycle of bases sees of itself
            lines: list[list[Class | Symbol | None]] = []
            bases: list[Class | Symbol | None] = []
            for base in cls.node.bases:
                symbol = None if _is_taken_by_outer(base, cls) else self._base(base, cls)
                if symbol is not None and isinstance(symbol.definition, Class):
                    bases.append(symbol.definition)
                    lines.append(list(self.mro(symbol.definition)))
                else:
                    known = symbol if symbol is not None and symbol.definition is None else None
                    bases.append(known)
                    lines.append([known])
            self._linear[cls] = (cls, *merged([*lines, bases]))
        return self._linear[cls]

    def _base(self, base: ast.expr, cls: Class) -> Symbol | None:
        """What a base class is: `class Chat(Chat)` derives from what had the name before."""
        name = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(name, ast.Name) and name.id == cls.node.name:
            scope = self.function_scope(cls.within[-1]) if cls.within else cls.module.scope
            values = [binding.value for binding in scope.names.get(name.id, ())]
            if cls.node in values:
                before = scope.names[name.id][: values.index(cls.node)]
                return self._meaning(before, name.id, cls.module, cls.within, MAX_HOPS) if before else None
        return self.resolve(base, cls.module, cls.within)

    def descendants(self, cls: Class) -> tuple[Class, ...]:
        """The classes of the project that derive from `cls`, directly or not, in order of file and line."""
        first = cls.instead_of or cls
        return self.once(("descendants", first), lambda: self._descendants(first))

    def _descendants(self, cls: Class) -> tuple[Class, ...]:
        found: set[Class] = set()
        frontier = [cls]
        while frontier:
            base = frontier.pop()
            for path in self._texts.heirs.files(base.node.name.encode()):
                module = self.load(path)
                for heir in module.classes.values() if module else ():
                    if heir not in found and base in self.mro(heir)[1:]:
                        found.add(heir)
                        frontier.append(heir)
        return tuple(sorted(found, key=lambda heir: (heir.module.path, heir.node.lineno)))

    def modules_with(self, word: str, beside: tuple[str, ...]) -> Iterator[Module]:
        """Yield the modules whose text has `word` and one of the words `beside`, in order of their paths.

        All files are read for the first question with these `beside`; what is kept is the text of those that have one.
        """
        for path, text in self._texts.with_any(beside):
            if word.encode() in text and (module := self.load(path)) is not None:
                yield module

    def modules_with_all(self, *words: str) -> Iterator[Module]:
        """Yield the modules whose text has all of some words, in order of their paths."""
        for path, text in self._texts.with_any():
            if all(word.encode() in text for word in words) and (module := self.load(path)) is not None:
                yield module

    def modules_naming(
        self, name: str, word: str, apart: Callable[[Path], bool] = lambda path: False
    ) -> Iterator[Module]:
        """Yield the modules whose text has one of the `defined_names` and `word`, in order of their paths.

        Files that are `apart` are not even parsed.
        """
        for path, text in self._texts.with_name(name):
            if word.encode() in text and not apart(path) and (module := self.load(path)) is not None:
                yield module

    def is_named_out_of_sight(self, name: str) -> bool:
        """Whether a file that cannot be parsed has one of the `defined_names`: what it does with it, nobody knows."""
        return any(self.load(path) is None for path, _ in self._texts.with_name(name))

    @cached_property
    def defined_names(self) -> frozenset[str]:
        """The names of all functions and classes that some file of the project defines: no file is parsed for it."""
        return self._texts.defined_names

    def names_found(self, pattern: re.Pattern[bytes]) -> frozenset[str]:
        """What the group of a pattern matches in the texts of all files."""
        return self._texts.found(pattern)

    @cached_property
    def _listed(self) -> frozenset[Path]:
        return frozenset(path.absolute() for path in self._list_files(self.layout.roots))

    def _all_paths(self) -> list[Path]:
        return sorted(self._listed | set(self._contents) | set(self._modules))

    def _bytes_of(self, path: Path) -> bytes:
        if path in self._contents:
            return self._contents[path].encode()
        module = self._modules.get(path)
        if module is not None:
            return module.text.encode()
        try:
            return read(path)
        except FileError:
            return b""


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
