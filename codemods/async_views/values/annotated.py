"""Which attributes objects get that their classes do not have: from queries that annotate them, and by assignment."""

from __future__ import annotations

import ast
import re

from channels_fix.module import Module
from channels_fix.nodes import all_nodes, last_name
from channels_fix.project import Project
from codemods.facts import table


def is_put_on_objects(name: str, project: Project) -> bool:
    """Whether the project itself may give objects an attribute of this name, besides what classes and fields do."""
    if name.startswith("_") or "__" in name:  # of Django's own, or an aggregate that was given no name
        return True
    return project.once(
        ("put on objects", name), lambda: any(_puts(name, module) for module in project.modules_with_all(name))
    )


def _puts(name: str, module: Module) -> bool:
    word = re.compile(rf"\b{re.escape(name)}\b")
    for node in all_nodes(module.tree):
        match node:
            case ast.Attribute(attr=attr, ctx=ast.Store()) if attr == name:
                return True
            case ast.Call(func=func, keywords=keywords) if last_name(func) in table("orm")["putting"]["calls"]:
                given = {one.arg for one in keywords}
                if not given.isdisjoint({name, None}) or any(_says(inner, word) for inner in ast.walk(node)):
                    return True
    return False


def _says(node: ast.AST, word: re.Pattern[str]) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and word.search(node.value) is not None
