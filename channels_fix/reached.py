"""Which names a module only imports for itself: nobody else in the project reaches them through it."""

from __future__ import annotations

import ast
from collections.abc import Collection
from functools import partial

from channels_fix.module import Module
from channels_fix.naming import names_in_string, strings_of
from channels_fix.project import Project
from channels_fix.rule import ImportedName

ANYWHERE = ("",)


def spare_imports(
    module: Module, project: Project, node: ast.AST, imports: Collection[ImportedName] = ()
) -> tuple[str, ...]:
    """Find the imports of a file that a fix may leave without a use, for `Change.unneeded`.

    Args:
        module: The file.
        project: The index.
        node: What the fix changes: only the names that stand in it are of interest.
        imports: What the fix imports. A module of the project may do more than to define names when it is imported:
            nothing of it goes unless the file goes on importing from it.

    Returns:
        The names, in alphabetical order, that may go if nothing in the file uses them after the fix.
    """
    if module.is_package:
        return ()
    named = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    kept = {project.module_named(one.module, one.level, module) for one in imports}
    found: dict[str, None] = {}
    for statement in module.tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            sources = _sources(statement, module, project)
            if not sources or (isinstance(statement, ast.ImportFrom) and sources <= kept):
                found |= {alias.asname or alias.name: None for alias in statement.names}
    return tuple(sorted(name for name in found if name in named and not _is_reached(module, name, project)))


def _sources(statement: ast.Import | ast.ImportFrom, module: Module, project: Project) -> set[Module]:
    """The modules of the project that a statement imports, or imports from."""
    if isinstance(statement, ast.Import):
        found = [project.module_named(alias.name, 0, module) for alias in statement.names]
    else:
        parent = statement.module or ""
        inner = [f"{parent}.{alias.name}".lstrip(".") for alias in statement.names]
        found = [project.module_named(one, statement.level, module) for one in (parent, *inner)]
        if statement.level and not any(found):
            return {module}  # of the project, wherever it is
    return {one for one in found if one is not None}


def _is_reached(module: Module, name: str, project: Project) -> bool:
    """Whether somebody may get `name` from a module: another file, or the file itself by way of the module."""
    return project.once(("reached", module, name), partial(_search, module, name, project))


def _search(module: Module, name: str, project: Project) -> bool:
    stem = module.path.stem
    return any(_may_reach(other, module, name, project) for other in project.modules_with(stem, ANYWHERE))


def _may_reach(other: Module, module: Module, name: str, project: Project) -> bool:
    if project.once(("handed on", other, module), partial(_hands_on, other, module, project)):
        return True
    if name not in other.text:
        return False
    if other is not module and any(name in names_in_string(text, name) for text in _strings(other, project)):
        return True
    imported = (node for node in ast.walk(other.tree) if isinstance(node, ast.ImportFrom))
    if any(alias.name == name and _may_be(node, other, module, project) for node in imported for alias in node.names):
        return True
    return any(_is_of(node.value, other, module, project) for node in _attributes(other, project).get(name, ()))


def _hands_on(other: Module, module: Module, project: Project) -> bool:
    """Whether a file takes all names of a module, or the module itself, in a way that leads on to anything."""
    for node in ast.walk(other.tree):
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*" and _may_be(node, other, module, project):
            return True
    owners = {node.value for several in _attributes(other, project).values() for node in several}
    bare = (node for node in ast.walk(other.tree) if isinstance(node, ast.Name | ast.Attribute) and node not in owners)
    if any(_may_mean(node, other, module, project) for node in bare if isinstance(node.ctx, ast.Load)):
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
        return any(_terminal(node) in reflected for node in ast.walk(owner))
    if _may_mean(owner, other, module, project):
        return True
    stem = module.path.stem
    loads = any(stem in names_in_string(text, stem) for text in _strings(other, project))
    return loads and not _is_known(owner, other, project)


def _may_mean(node: ast.expr, other: Module, module: Module, project: Project) -> bool:
    """Whether an expression names a module, or something unknown that is called like it."""
    names = project.once(("called", other, module.path.stem), lambda: _called_like(module.path.stem, other))
    if _terminal(node) not in names:
        return False
    symbol = project.resolve(node, other)
    return not _is_known(node, other, project) or (symbol is not None and symbol.definition is module)


def _is_known(node: ast.expr, other: Module, project: Project) -> bool:
    """Whether an expression names a module of the project, or something of another package."""
    symbol = project.resolve(node, other)
    return symbol is not None and (symbol.definition is None or isinstance(symbol.definition, Module))


def _called_like(stem: str, other: Module) -> frozenset[str]:
    """What a file may call a module whose own name is `stem`."""
    imports = (node for node in ast.walk(other.tree) if isinstance(node, ast.Import | ast.ImportFrom))
    aliases = (alias for node in imports for alias in node.names if alias.name.rpartition(".")[2] == stem)
    return frozenset({stem, *(alias.asname for alias in aliases if alias.asname)})


def _terminal(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _strings(module: Module, project: Project) -> list[str]:
    return project.once(("strings", module), lambda: list(strings_of(module.tree)))


def _attributes(module: Module, project: Project) -> dict[str, list[ast.Attribute]]:
    return project.once(("attributes", module), lambda: _all_attributes(module))


def _all_attributes(module: Module) -> dict[str, list[ast.Attribute]]:
    found: dict[str, list[ast.Attribute]] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            found.setdefault(node.attr, []).append(node)
    return found
