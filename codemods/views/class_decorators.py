"""Whether a decorator of the project that gives back the class itself leaves its methods as they are."""

from __future__ import annotations

import ast

from channels_fix.project import Project
from codemods.facts import table
from codemods.routines import Routine

KEEPING = frozenset({"add", "append", "appendleft"})
"""Methods that only keep what they are given."""
ASKING = frozenset({"getattr", "hasattr", "isinstance", "issubclass", "repr", "str"})
"""Functions that only look at a class."""


def keeps_methods(decorator: Routine, project: Project) -> bool:
    """Whether a decorator only looks at the class, remembers it, or gives it attributes that are no methods."""
    name = next((one.arg for one in (*decorator.node.args.posonlyargs, *decorator.node.args.args)), "")
    parents = {child: node for node in ast.walk(decorator.node) for child in ast.iter_child_nodes(node)}
    places = [node for node in parents if isinstance(node, ast.Name) and node.id == name]
    return all(isinstance(one.ctx, ast.Load) and _is_harmless(one, parents, project) for one in places)


def _is_harmless(node: ast.AST, parents: dict[ast.AST, ast.AST], project: Project) -> bool:
    parent = parents[node]
    match parent:
        case ast.Attribute(ctx=ast.Store(), attr=name):
            known = table("views")["class"]
            return name not in project.defined_names and name not in (*known["methods"], *known["deciding"])
        case ast.Attribute(ctx=ast.Load()):
            outer = parents[parent]
            return not (isinstance(outer, ast.Call) and outer.func is parent)
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in KEEPING
        case ast.Call(func=ast.Name(id=name)):
            return name in ASKING
        case ast.Assign(targets=targets):
            return all(isinstance(one, ast.Subscript) for one in targets)
        case ast.Tuple():
            return _is_harmless(parent, parents, project)
    return isinstance(parent, ast.Return | ast.Compare | ast.If | ast.BoolOp | ast.FormattedValue)
