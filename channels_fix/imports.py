"""How a file reaches a name of another module, and where a missing import goes."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable

from channels_fix.bindings import When, binds, is_bound_anywhere
from channels_fix.module import Module, Part, parse, parts_of, split_lines
from channels_fix.project import Project
from channels_fix.rule import ImportedName


def reference(module: Module, project: Project, source: str, name: str) -> tuple[str, ImportedName | None]:
    """Find how code in `module` can name `source.name`.

    Args:
        module: The file that is edited.
        project: The index.
        source: The module that defines the name.
        name: The name.

    Returns:
        The expression to write, and the import that it needs if the file does not have one.
    """
    spellings = _spellings(module, project, source, name)
    if spellings:
        return min(spellings, key=lambda text: (text.count("."), text)), None
    if not _means_something_else(module, name, f"{source}.{name}"):
        return name, ImportedName(source, name)
    package = source.partition(".")[0].capitalize()
    aliases = (f"{package}{name}", f"_{package}{name}", *(f"{package}{name}{number}" for number in range(2, 100)))
    alias = next(alias for alias in aliases if not is_bound_anywhere(module.tree, alias))
    return alias, ImportedName(source, name, alias)


def _spellings(module: Module, project: Project, source: str, name: str) -> list[str]:
    """The ways in which the module's top level already reaches the name at run time."""
    wanted = f"{source}.{name}"
    found = []
    for local, bindings in module.scope.names.items():
        symbol = project.resolve(ast.Name(local, ast.Load()), module)
        if symbol is None or symbol.name not in {wanted, source} or any(b.when is not When.ALWAYS for b in bindings):
            continue
        if not _means_something_else(module, local, bindings[0].target or ""):
            found.append(local if symbol.name == wanted else f"{local}.{name}")
    if any(alias.name == source and not alias.asname for node in _imports(module.tree) for alias in node.names):
        found.append(f"{source}.{name}")
    if not found and module.scope.stars and not is_bound_anywhere(module.tree, name):
        symbol = project.resolve(ast.Name(name, ast.Load()), module)
        found += [name] if symbol and symbol.name == wanted else []
    return found


def _imports(tree: ast.Module) -> list[ast.Import]:
    return [node for node in tree.body if isinstance(node, ast.Import)]


def _means_something_else(module: Module, local: str, target: str) -> bool:
    """Whether some scope of the module binds `local` to anything but `target`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            prefix = f"{node.module}." if node.module else ""
            same = {alias.asname or alias.name for alias in node.names if prefix + alias.name == target}
            other = {alias.asname or alias.name for alias in node.names if prefix + alias.name != target}
            if local in other - same:
                return True
        elif not isinstance(node, ast.alias | ast.Import) and binds(node, local):
            return True
    return False


# Adding imports ------------------------------------------------------------------------------------------------------


def insert_imports(text: str, needed: Iterable[ImportedName]) -> str:
    """Add imports to a source, each once, where a person would put them.

    A name joins the import of its module if there is one; else its line stands beside the imports of the same
    package, in alphabetical order, or in the block of imports, never inside a condition.

    Args:
        text: The source.
        needed: The names.

    Returns:
        The source with the imports.
    """
    for name in sorted(set(needed)):
        text = _insert(text, name)
    return text


def _insert(text: str, name: ImportedName) -> str:
    tree = parse(text)
    existing = [
        node
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        and node.module == name.module
        and not node.level
        and node.names[0].name != "*"
    ]
    lines = split_lines(text)
    if existing:
        return _extend(lines, _part_of(existing[0], parts_of(tree)), name)
    newline = next((ending for ending in ("\r\n", "\n", "\r") if lines[0].endswith(ending)), "\n")
    alias = f" as {name.alias}" if name.alias else ""
    row, above, below = _place(tree, name)
    statement = f"from {name.module} import {name.name}{alias}{newline}"
    if row and not lines[row - 1].endswith(newline):
        lines[row - 1] += newline
    lines.insert(row, newline * above + statement + newline * below)
    return "".join(lines)


def _extend(lines: list[str], part: Part, name: ImportedName) -> str:
    from channels_fix.surgery import extend_import

    lines[part.first - 1 : part.last] = [extend_import("".join(lines[part.first - 1 : part.last]), name)]
    return "".join(lines)


def _place(tree: ast.Module, name: ImportedName) -> tuple[int, int, int]:
    """Where a new import line goes: behind which row, and how many empty lines stand above and below it."""
    package = name.module.partition(".")[0]
    block = _import_block(tree)
    froms = [node for node in block if isinstance(node, ast.ImportFrom) and not node.level]
    relatives = [node for node in block if isinstance(node, ast.ImportFrom) and node.level]
    kin = [node for node in block if _packages(node) == {package}]
    outside = [node for node in froms if not _packages(node) & (sys.stdlib_module_names | {"__future__"})]
    parts = parts_of(tree)
    for neighbours in (kin, outside):
        later = [node for node in neighbours if isinstance(node, ast.ImportFrom) and (node.module or "") > name.module]
        if later and not _must_be_first(tree, _part_of(later[0], parts)):
            return _part_of(later[0], parts).first - 1, 0, 0
        if neighbours:
            return _part_of(neighbours[-1], parts).last, 0, 0
    if relatives:
        return _part_of(relatives[0], parts).first - 1, 0, 1
    if block:
        return _part_of(block[-1], parts).last, 1, 0
    if _must_be_first(tree, parts[0]):
        return parts[0].last, 1, 0 if len(parts) == 1 else 1
    return parts[0].first - 1, 0, 2


def _part_of(node: ast.stmt, parts: list[Part]) -> Part:
    return next(part for part in parts if part.first <= node.lineno <= part.last)


def _must_be_first(tree: ast.Module, part: Part) -> bool:
    """Whether a line holds the docstring or an import from `__future__`: nothing may be put above it."""
    return any(
        (isinstance(node, ast.ImportFrom) and node.module == "__future__")
        or (node is tree.body[0] and _is_docstring(node))
        for node in tree.body
        if part.first <= node.lineno <= part.last
    )


def _import_block(tree: ast.Module) -> list[ast.Import | ast.ImportFrom]:
    """The unconditional imports above the first definition."""
    found: list[ast.Import | ast.ImportFrom] = []
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.append(node)
        elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            break
    return found


def _packages(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.ImportFrom):
        return {"." if node.level else (node.module or "").partition(".")[0]}
    return {alias.name.partition(".")[0] for alias in node.names}


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
