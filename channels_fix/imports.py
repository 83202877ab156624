"""How a file reaches a name of another module, and where a missing import goes."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Sequence

from channels_fix.bindings import Function, When, is_bound_anywhere
from channels_fix.dropping import source_of
from channels_fix.module import Module, Part, parse, parsed, parts_of, split_lines
from channels_fix.project import Project
from channels_fix.rule import ImportedName


def reference(
    module: Module, project: Project, source: str, name: str, within: Sequence[Function] = ()
) -> tuple[str, ImportedName | None]:
    """Find how code in `module` can name `source.name`.

    Args:
        module: The file that is edited.
        project: The index.
        source: The module that defines the name.
        name: The name.
        within: The functions around the edit, outermost first; what they bind hides the module's names.

    Returns:
        The expression to write, and the import that it needs if the file does not have one.
    """
    hidden = {local for function in within for local in project.function_scope(function).names}
    if any(_imports_first(function, source, name) for function in within):
        return name, None
    spellings = [text for text in _spellings(module, project, source, name) if text.partition(".")[0] not in hidden]
    if spellings:
        return min(spellings, key=lambda text: (text.count("."), text)), None
    is_whole = source in project.knowledge.whole and not _names_parts(module.tree, source)
    if is_whole and source not in hidden and not _is_taken(module, source, source):
        return f"{source}.{name}", ImportedName(source, "")
    if name not in hidden and not _is_taken(module, name, f"{source}.{name}"):
        return name, ImportedName(source, name)
    package = source.partition(".")[0]
    longer = f"{package}_{name}" if name.islower() else f"{package.capitalize()}{name}"
    aliases = (longer, *(f"{longer}{number}" for number in range(2, 100)))
    alias = next(alias for alias in aliases if not is_bound_anywhere(module.tree, alias))
    return alias, ImportedName(source, name, alias)


def _imports_first(function: Function, source: str, name: str) -> bool:
    """Whether a function imports the name before it does anything that may need it."""
    for statement in function.body:
        match statement:
            case ast.ImportFrom(module=module, names=names) if module == source:
                if any(alias.name == name and not alias.asname for alias in names):
                    return True
            case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
                continue
            case _:
                return False
    return False


def _spellings(module: Module, project: Project, source: str, name: str) -> list[str]:
    """The ways in which the module's top level already reaches the name at run time."""
    wanted = f"{source}.{name}"
    found = []
    for local, symbol in project.top_level(module).items():
        if symbol is None or symbol.name not in {wanted, source}:
            continue
        circumstances = {binding.when for binding in module.scope.names[local]}
        if When.ALWAYS in circumstances and circumstances <= {When.ALWAYS, When.FALLBACK}:
            found.append(local if symbol.name == wanted else f"{local}.{name}")
    if any(alias.name == source and not alias.asname for node in _imports(module.tree) for alias in node.names):
        found.append(f"{source}.{name}")
    if not found and module.scope.stars:
        symbol = project.resolve(ast.Name(name, ast.Load()), module)
        found += [name] if symbol and symbol.name == wanted else []
    return found


def _names_parts(tree: ast.Module, source: str) -> bool:
    """Whether the module's top level imports names from the module `source`."""
    return any(isinstance(node, ast.ImportFrom) and node.module == source and not node.level for node in tree.body)


def _imports(tree: ast.Module) -> list[ast.Import]:
    return [node for node in tree.body if isinstance(node, ast.Import)]


def _is_taken(module: Module, local: str, target: str) -> bool:
    """Whether the module's top level gives `local` another meaning than `target`."""
    others = (binding for binding in module.scope.names.get(local, ()) if binding.target != target or binding.level)
    return any(others) or local in module.globals


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
    names = sorted(set(needed))
    head, rest = _head(text) if names else (text, "")
    for name in names:
        head = _insert(head, name)
    return head + rest


def _head(text: str) -> tuple[str, str]:
    """A source up to the last import of its top level, and what follows: that has no say in where imports go."""
    tree = parsed(text)
    parts = parts_of(tree.body)
    rows = [part.last for part in parts[:2]]
    rows += [_part_of(node, parts).last for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    lines = split_lines(text)
    end = max(rows) if rows else len(lines)
    return "".join(lines[:end]), "".join(lines[end:])


def _insert(text: str, name: ImportedName) -> str:
    tree = parse(text)
    existing = [
        node
        for node in tree.body
        if name.name
        and isinstance(node, ast.ImportFrom)
        and source_of(node) == name.source
        and node.names[0].name != "*"
    ]
    lines = split_lines(text)
    if existing:
        return _extend(lines, _part_of(existing[0], parts_of(tree.body)), name)
    newline = next((ending for ending in ("\r\n", "\n", "\r") if lines[0].endswith(ending)), "\n")
    alias = f" as {name.alias}" if name.alias else ""
    row, above, below = _place(tree, name)
    imported = f"from {name.source} import {name.name}{alias}" if name.name else f"import {name.module}"
    statement = f"{imported}{newline}"
    if row and not lines[row - 1].endswith(newline):
        lines[row - 1] += newline
    lines.insert(row, newline * above + statement + newline * below)
    return "".join(lines)


def _extend(lines: list[str], part: Part, name: ImportedName) -> str:
    from channels_fix.edits.importing import extend_import

    lines[part.first - 1 : part.last] = [extend_import("".join(lines[part.first - 1 : part.last]), name)]
    return "".join(lines)


def _place(tree: ast.Module, name: ImportedName) -> tuple[int, int, int]:
    """Where a new import line goes: behind which row, and how many empty lines stand above and below it."""
    if name.level:
        return _place_of_relative(tree, name)
    package = name.module.partition(".")[0]
    block = _import_block(tree)
    froms = [node for node in block if isinstance(node, ast.ImportFrom) and not node.level]
    relatives = [node for node in block if isinstance(node, ast.ImportFrom) and node.level]
    kin = [node for node in block if _packages(node) == {package}]
    outside = [node for node in froms if not _packages(node) & (sys.stdlib_module_names | {"__future__"})]
    parts = parts_of(tree.body)
    if package in sys.stdlib_module_names:
        block = [node for node in block if _packages(node) != {"__future__"}]
        standard = [node for node in block if _packages(node) <= sys.stdlib_module_names]
        later = [node for node in standard if _stands_behind(node, name)]
        whole = [node for node in standard if isinstance(node, ast.Import)]
        if not name.name and not later:
            if whole:
                return _part_of(whole[-1], parts).last, 0, 0
            later = standard  # whole modules stand above names from modules
        if later and not _must_be_first(tree, _part_of(later[0], parts)):
            return _part_of(later[0], parts).first - 1, 0, 0
        if standard:
            return _part_of(standard[-1], parts).last, 0, 0
        if block and not _must_be_first(tree, _part_of(block[0], parts)):
            return _part_of(block[0], parts).first - 1, 0, 1
    elif not name.name:
        return _place_of_whole(block, outside, parts, tree, name)
    for neighbours in ([node for node in kin if isinstance(node, ast.ImportFrom)], outside, kin):
        later = [node for node in neighbours if isinstance(node, ast.ImportFrom) and (node.module or "") > name.module]
        if later and not _must_be_first(tree, _part_of(later[0], parts)):
            return _part_of(later[0], parts).first - 1, 0, 0
        if neighbours:
            return _part_of(neighbours[-1], parts).last, 0, 0
    if relatives:
        return _part_of(relatives[0], parts).first - 1, 0, 1
    if block:
        return _part_of(block[-1], parts).last, 1, 0
    return _place_above_all(tree, parts)


def _place_of_whole(
    block: Sequence[ast.Import | ast.ImportFrom],
    outside: Sequence[ast.ImportFrom],
    parts: list[Part],
    tree: ast.Module,
    name: ImportedName,
) -> tuple[int, int, int]:
    """Where the import of a whole module of another package goes: among its like, above names from modules."""
    whole = [node for node in block if isinstance(node, ast.Import) and not _packages(node) <= sys.stdlib_module_names]
    later = [node for node in whole or outside if not whole or _stands_behind(node, name)]
    return _place_among(whole, later, block, parts, tree)


def _place_of_relative(tree: ast.Module, name: ImportedName) -> tuple[int, int, int]:
    """Where a new relative import goes: among the others, which come from the furthest to the closest."""
    parts = parts_of(tree.body)
    block = _import_block(tree)
    relatives = [node for node in block if isinstance(node, ast.ImportFrom) and node.level]
    later = [node for node in relatives if (-node.level, node.module or "") > (-name.level, name.module)]
    return _place_among(relatives, later, block, parts, tree)


def _place_among(
    alike: Sequence[ast.stmt],
    later: Sequence[ast.stmt],
    block: Sequence[ast.stmt],
    parts: list[Part],
    tree: ast.Module,
) -> tuple[int, int, int]:
    """Where an import goes among those that are like it, and in front of those that come later."""
    if later and not _must_be_first(tree, _part_of(later[0], parts)):
        return _part_of(later[0], parts).first - 1, 0, 0
    if alike:
        return _part_of(alike[-1], parts).last, 0, 0
    if block:
        return _part_of(block[-1], parts).last, 1, 0
    return _place_above_all(tree, parts)


def _place_above_all(tree: ast.Module, parts: list[Part]) -> tuple[int, int, int]:
    """Where the first import of a file goes."""
    if _must_be_first(tree, parts[0]):
        return parts[0].last, 1, 0 if len(parts) == 1 else 1
    return parts[0].first - 1, 0, 2


def _stands_behind(node: ast.Import | ast.ImportFrom, name: ImportedName) -> bool:
    """Whether an import of the same kind comes later in the alphabet."""
    if isinstance(node, ast.ImportFrom):
        return bool(name.name) and (node.module or "") > name.module
    return not name.name and node.names[0].name > name.module


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
