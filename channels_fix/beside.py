"""How code can name what a fix puts beside a function of the project: in the way in which it names that function."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from channels_fix.bindings import Function, When, binds
from channels_fix.edits.importing import ImportBeside
from channels_fix.layout import find_root
from channels_fix.module import Module
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName


@dataclass(frozen=True)
class Reach:
    """The expression to write, and what must change in the file so that it has this meaning."""

    written: str
    imports: tuple[ImportedName, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Original:
    """An expression that names a function on the top level of a module of the project, and where it is written."""

    node: ast.Name | ast.Attribute
    function: Function
    source: Module
    module: Module
    within: tuple[Function, ...]


def reach_beside(original: Original, name: str, project: Project) -> Reach | None:
    """Find how the code that names a function can name what will stand beside it.

    Args:
        original: The expression that names the function.
        name: What will stand beside the function, in the same module; nothing there is called so yet.
        project: The index.

    Returns:
        The way that fits the imports which the file has, or None if there is none that surely works.
    """
    node, module, within = original.node, original.module, original.within
    if isinstance(node, ast.Attribute):
        owner = project.resolve(node.value, module, within)
        if owner is not None and owner.definition is original.source:
            return Reach(f"{ast.unparse(node.value)}.{name}")
    elif original.source is module:
        return Reach(name)
    root = _root(node)
    if root is None:
        return None
    holder = next((one for one in reversed(within) if root.id in project.function_scope(one).names), None)
    if holder is not None:
        return _reach_inside(original, holder, name, project) if holder is within[-1] else None
    if not _stands_at_the_top(root.id, module):
        return None
    local = _local_name(original, name)
    statements = list(_statements_from(original.source, module, project))
    joins = any(binds(alias, root.id) for statement in statements for alias in statement.names)
    hidden = {bound for function in within for bound in project.function_scope(function).names}
    spelled = [] if joins else sorted(_spellings(original.source, module, project), key=lambda text: text.count("."))
    for text in spelled:
        if text.partition(".")[0] not in hidden:
            return Reach(f"{text}.{name}")
    if local in hidden or _is_mentioned(module.tree, local):
        return None
    alias = "" if local == name else local
    if statements:
        first = statements[0]
        return Reach(local, (ImportedName(first.module or "", name, alias, first.level),))
    found = _relative(original.source, module, project) or _absolute(original.source, module, project)
    return Reach(local, (ImportedName(found[0], name, alias, found[1]),)) if found else None


def _reach_inside(original: Original, holder: Function, name: str, project: Project) -> Reach | None:
    """The way for code that imports the function itself: the same statement imports the other, too."""
    local = _local_name(original, name)
    if not isinstance(original.node, ast.Name) or _is_mentioned(holder, local):
        return None
    if len(project.function_scope(holder).names[original.node.id]) > 1:
        return None
    for node in inner_nodes(holder.body):
        if isinstance(node, ast.ImportFrom) and any(binds(alias, original.node.id) for alias in node.names):
            if project.module_named(node.module or "", node.level, original.module) is not original.source:
                return None
            needed = ImportedName(node.module or "", name, "" if local == name else local, node.level)
            return Reach(local, (), (ImportBeside(original.module.span(node), needed),))
    return None


def _root(node: ast.expr) -> ast.Name | None:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node if isinstance(node, ast.Name) else None


def _local_name(original: Original, name: str) -> str:
    """What the file calls the new thing: a file that has another name for the function changes that likewise."""
    old = original.function.name
    local = original.node.id if isinstance(original.node, ast.Name) else old
    return name if local == old else name.replace(old.lstrip("_"), local.lstrip("_"), 1)


def _is_mentioned(tree: ast.AST, name: str) -> bool:
    return any(binds(node, name) or (isinstance(node, ast.Name) and node.id == name) for node in ast.walk(tree))


def _stands_at_the_top(name: str, module: Module) -> bool:
    """Whether the module's top level gives a name its one meaning above all definitions, or by a star import."""
    bindings = module.scope.names.get(name, ())
    if not bindings:
        return bool(module.scope.stars)
    if len(bindings) > 1 or bindings[0].when is not When.ALWAYS:
        return False
    return bindings[0].target is None or any(
        binds(alias, name) for statement in _imports_of(module) for alias in statement.names
    )


def _imports_of(module: Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports on the top level, above the first definition."""
    for node in module.tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            return


def _statements_from(source: Module, module: Module, project: Project) -> Iterator[ast.ImportFrom]:
    """Yield the statements that import names from `source`."""
    for node in _imports_of(module):
        if isinstance(node, ast.ImportFrom) and project.module_named(node.module or "", node.level, module) is source:
            yield node


def _spellings(source: Module, module: Module, project: Project) -> Iterator[str]:
    """Yield the expressions by which code in `module` reaches the module `source`."""
    for node in _imports_of(module):
        for alias in node.names:
            local = alias.asname or alias.name
            if isinstance(node, ast.Import) and not alias.asname:
                found = project.module_named(alias.name, 0, module)
            else:
                symbol = project.resolve(ast.Name(local, ast.Load()), module)
                found = symbol.definition if symbol and isinstance(symbol.definition, Module) else None
            if found is source and len(module.scope.names.get(local.partition(".")[0], ())) == 1:
                yield local


# Imports that the file does not have yet ------------------------------------------------------------------------------


def _relative(source: Module, module: Module, project: Project) -> tuple[str, int] | None:
    """The relative import of a module of the same package, in a file that imports its own package in no other way."""
    top = module.name.partition(".")[0]
    own = [
        node
        for node in _imports_of(module)
        if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").partition(".")[0] == top)
    ]
    whole = any(
        alias.name.partition(".")[0] == top
        for node in _imports_of(module)
        if isinstance(node, ast.Import)
        for alias in node.names
    )
    if whole or not own or not all(node.level for node in own):
        return None
    folder, target = module.path.parent, _base_of(source)
    packages = len(module.name.split(".")) - (not module.is_package)
    for level in range(1, max([packages, *(node.level for node in own)]) + 1):
        if folder == target or folder in target.parents:
            dotted = ".".join(target.relative_to(folder).parts)
            return (dotted, level) if project.module_named(dotted, level, module) is source else None
        folder = folder.parent
    return None


def _absolute(source: Module, module: Module, project: Project) -> tuple[str, int] | None:
    """The absolute import of a module, from a folder that stands on `sys.path` for sure."""
    target = _base_of(source)
    for root in _roots(source, module, project):
        dotted = ".".join(target.relative_to(root).parts) if root in target.parents else ""
        if dotted and project.module_named(dotted, 0, module) is source:
            return dotted, 0
    return None


def _roots(source: Module, module: Module, project: Project) -> Iterator[Path]:
    """Yield the folders from which the file imports others, then that of the whole project."""
    for node in _imports_of(module):
        names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            names = [] if node.level else [node.module or "", *(f"{node.module}.{name}" for name in names)]
        for name in names:
            found = project.module_named(name, 0, module)
            if found is not None:
                yield _base_of(found).parents[name.count(".")]
    root = _base_of(source).parents[source.name.count(".")]
    if root == find_root(source.path):
        yield root


def _base_of(module: Module) -> Path:
    """The path of a module without its ending, of a package its folder."""
    return module.path.parent if module.is_package else module.path.with_suffix("")
