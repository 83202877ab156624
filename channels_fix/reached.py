"""Which names a module only imports for itself: nobody else in the project reaches them through it."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable
from functools import partial

from channels_fix.bindings import Function
from channels_fix.dropping import local_name
from channels_fix.module import Class, Module
from channels_fix.naming import names_in_string, strings_of
from channels_fix.nodes import all_nodes, last_name
from channels_fix.project import Project
from channels_fix.rule import ImportedName

ANYWHERE = ("",)


def spare_imports(
    module: Module, project: Project, function: Function | ast.ClassDef, imports: Collection[ImportedName] = ()
) -> tuple[str, ...]:
    """Find the imports of a file that a fix may leave without a use, for `Change.unneeded`.

    Args:
        module: The file.
        project: The index.
        function: What the fix changes, a function or a class: only the names that stand in it are of interest.
        imports: What the fix imports. A module of the project may do more than to define names when it is imported:
            nothing of it goes unless the file goes on importing from it.

    Returns:
        The names, in alphabetical order, that may go if nothing in the file uses them after the fix, or nothing in
        the function if they are imported there.
    """
    named = {one.id for one in all_nodes(function) if isinstance(one, ast.Name)}
    going_on = {project.module_named(one.module, one.level, module) for one in imports}

    def imported(body: Iterable[ast.stmt]) -> set[str]:
        return {
            local_name(alias)
            for statement in body
            if isinstance(statement, ast.Import | ast.ImportFrom) and _may_go(statement, module, project, going_on)
            for alias in statement.names
        }

    is_class = isinstance(function, ast.ClassDef)  # what that imports are its attributes
    own = set() if is_class else imported(function.body) - module.scope.names.keys()
    shared = set() if module.is_package else imported(module.tree.body) & named
    return tuple(sorted(own | {name for name in shared if not _is_reached(module, name, project)}))


def _may_go(
    statement: ast.Import | ast.ImportFrom, module: Module, project: Project, going_on: Collection[Module | None]
) -> bool:
    """Whether nothing is lost with an import but its names."""
    if isinstance(statement, ast.Import):
        return not any(project.module_named(alias.name, 0, module) for alias in statement.names)
    source = project.module_named(statement.module or "", statement.level, module)
    if source is not None and source in going_on:
        return True
    inner = (f"{statement.module}.{alias.name}" for alias in statement.names)
    return not (statement.level or source or any(project.module_named(one, 0, module) for one in inner))


def _is_reached(module: Module, name: str, project: Project) -> bool:
    """Whether somebody may get `name` from a module: another file, or the file itself by way of the module."""
    return project.once(("reached", module, name), partial(_search, module, name, project))


def _search(module: Module, name: str, project: Project) -> bool:
    others = dict.fromkeys((module, *project.modules_with(module.path.stem, ANYWHERE)))
    return any(_may_reach(other, module, name, project) for other in others)


def _may_reach(other: Module, module: Module, name: str, project: Project) -> bool:
    if project.once(("handed on", other, module), partial(_hands_on, other, module, project)):
        return True
    if name not in other.text:
        return False
    if other is not module and any(name in names_in_string(text, name) for text in _facts(other, project).strings):
        return True
    facts = _facts(other, project)
    if any(
        alias.name == name and _may_be(node, other, module, project) for node in facts.froms for alias in node.names
    ):
        return True
    return any(_is_of(owner, other, module, project) for owner in facts.owners.get(name, ()))


def _hands_on(other: Module, module: Module, project: Project) -> bool:
    """Whether a file takes all names of a module, or the module itself, in a way that leads on to anything."""
    facts = _facts(other, project)
    if any(node.names[0].name == "*" and _may_be(node, other, module, project) for node in facts.froms):
        return True
    bare = (node for name in facts.called_like(module.path.stem) for node in facts.bare.get(name, ()))
    if any(_may_mean(node, other, module, project) for node in bare):
        return True
    return other.is_package and any(
        binding.target is not None and project.module_named(binding.target, binding.level, other) is module
        for local, bindings in other.scope.names.items()
        for binding in bindings
        if local != module.path.stem
    )


def _may_be(node: ast.ImportFrom, other: Module, module: Module, project: Project) -> bool:
    """Whether an import takes names from a module, or from one that cannot be found and has the same name."""
    found = project.module_named(node.module or "", node.level, other)
    return found is module or (found is None and (node.module or "").rpartition(".")[2] == module.path.stem)


def _is_of(owner: ast.expr, other: Module, module: Module, project: Project) -> bool:
    """Whether an attribute may be one of a module."""
    if not isinstance(owner, ast.Name | ast.Attribute):
        reflected = {"__name__", "modules", "import_module", "__import__", "reload"}
        return any(last_name(node) in reflected for node in all_nodes(owner))
    if _may_mean(owner, other, module, project):
        return True
    stem = module.path.stem
    loads = any(stem in names_in_string(text, stem) for text in _facts(other, project).strings)
    return loads and not _is_known(owner, other, project)


def _may_mean(node: ast.expr, other: Module, module: Module, project: Project) -> bool:
    """Whether an expression names a module, or something unknown that is called like it."""
    if last_name(node) not in _facts(other, project).called_like(module.path.stem):
        return False
    symbol = project.resolve(node, other)
    return not _is_known(node, other, project) or (symbol is not None and symbol.definition is module)


def _is_known(node: ast.expr, other: Module, project: Project) -> bool:
    """Whether an expression names a module, class or function of the project, or something of another package."""
    symbol = project.resolve(node, other)
    if symbol is None:
        return False
    return symbol.definition is None or isinstance(symbol.definition, Module | Class | Function)


class _Facts:
    """What is asked of a file again and again, read in one walk.

    Attributes:
        froms: Its imports from modules.
        owners: For an attribute the expressions that it is taken of; a mere name counts once, wherever it stands.
        bare: For a name the places where it stands for itself, not for an attribute of it.
        strings: Its string constants.
    """

    def __init__(self, module: Module) -> None:
        nodes = list(all_nodes(module.tree))
        self.froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
        self.strings = list(strings_of(module.tree))
        attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
        distinct = {
            (one.attr, one.value.id if isinstance(one.value, ast.Name) else one): one.value for one in attributes
        }
        self.owners: dict[str, list[ast.expr]] = {}
        for (attribute, _), owner in distinct.items():
            self.owners.setdefault(attribute, []).append(owner)
        owners = {node.value for node in attributes}
        self.bare: dict[str, list[ast.expr]] = {}
        for node in nodes:
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and node not in owners:
                self.bare.setdefault(last_name(node), []).append(node)
        self._aliases: dict[str, set[str]] = {}
        for node in nodes:
            if isinstance(node, ast.alias) and node.asname:
                self._aliases.setdefault(node.name.rpartition(".")[2], set()).add(node.asname)

    def called_like(self, stem: str) -> list[str]:
        """What the file may call a module whose own name is `stem`."""
        return sorted({stem, *self._aliases.get(stem, ())})


def _facts(module: Module, project: Project) -> _Facts:
    return project.once(("facts of names", module), lambda: _Facts(module))
