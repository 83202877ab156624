"""The project index: what a name means, in which module, and which classes derive from which.

Modules are parsed when a question first needs them and kept; nothing is resolved while walking, so neither the order of
the files nor the choice of paths changes an answer. What cannot be resolved is None, never a guess.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from channels_fix.bindings import Function, Scope
from channels_fix.files import FileError, decode, read
from channels_fix.layout import Layout, find_root
from channels_fix.linearization import merged
from channels_fix.module import Class, Module, ParseError
from channels_fix.requirements.search import Requirements
from channels_fix.requirements.target import Target
from channels_fix.resolution import Knowledge, Resolution, Symbol
from channels_fix.texts import Texts

Answer = TypeVar("Answer")


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
        self._linear: dict[Class, tuple[Class | Symbol | None, ...]] = {}
        self._answers: dict[Hashable, object] = {}
        self._names = Resolution(self.layout, self.knowledge, self.load)
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
        other._names = Resolution(other.layout, other.knowledge, other.load)
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
        return self._names.resolve(node, module, within)

    def member(self, owner: Symbol, name: str) -> Symbol | None:
        """What `owner.name` stands for, or None when it cannot be known."""
        return self._names.member(owner, name)

    def imported(self, name: str, module: Module) -> Symbol | None:
        """What an import of the dotted `name` in `module` gives, or None when it cannot be known."""
        return self._names.imported(name, module)

    def top_level(self, module: Module) -> Mapping[str, Symbol | None]:
        """What the names that the top level of `module` binds stand for; None for one that cannot be known."""
        names = module.scope.names
        return self.once(
            ("top level", module), lambda: {name: self.resolve(ast.Name(name, ast.Load()), module) for name in names}
        )

    def module_named(self, name: str, level: int, module: Module) -> Module | None:
        """The project's module that the dotted `name` behind `level` dots means in an import of `module`, if any."""
        return self._names.module_named(name, level, module)

    def function_scope(self, function: Function) -> Scope:
        """What the body of `function` binds, parameters included."""
        return self._names.function_scope(function)

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
                symbol = self._names.base(base, cls)
                if symbol is not None and isinstance(symbol.definition, Class):
                    bases.append(symbol.definition)
                    lines.append(list(self.mro(symbol.definition)))
                else:
                    known = symbol if symbol is not None and symbol.definition is None else None
                    bases.append(known)
                    lines.append([known])
            self._linear[cls] = (cls, *merged([*lines, bases]))
        return self._linear[cls]

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
