"""Where objects of a class of the project are built: what its `__init__` is given."""

from __future__ import annotations

import ast

from channels_fix.module import Class
from channels_fix.nodes import all_nodes
from channels_fix.project import Project
from codemods.routines import Mention, Routine, class_mentions, mentions_of

LOOKING = frozenset({"builtins.isinstance", "builtins.issubclass"})


def buildings_of(routine: Routine, project: Project) -> list[Mention] | None:
    """The places that build objects with an `__init__` of the project; None if there may be others.

    Args:
        routine: The `__init__`.
        project: The index.
    """
    if routine.cls is None:
        return None
    heirs = project.descendants(routine.cls)
    found = [one for one in mentions_of(routine, project) if one.cls in heirs]
    if not all(_is_of_super(one) for one in found):
        return None
    for cls in (routine.cls, *heirs):
        if _builds_itself(cls):
            return None
        for mention in class_mentions(cls.node.name, project):
            symbol = project.resolve(mention.node, mention.module, mention.within)
            if symbol is None or symbol.definition is not cls:
                continue
            if _is_call(mention):
                found.append(mention)
            elif not _only_looks(mention, project):
                return None
    return found


def _is_of_super(mention: Mention) -> bool:
    """Whether a place that names an `__init__` is `super().__init__(...)`."""
    owner = mention.node.value if isinstance(mention.node, ast.Attribute) else None
    return _is_call(mention) and isinstance(owner, ast.Call) and ast.unparse(owner) == "super()"


def _is_call(mention: Mention) -> bool:
    parent = mention.parents[0]
    return isinstance(parent, ast.Call) and parent.func is mention.node


def _only_looks(mention: Mention, project: Project) -> bool:
    """Whether a place that names a class builds nothing: a base, a clause, an annotation, a test."""
    outside = [node for node in mention.parents if not isinstance(node, ast.Tuple | ast.Subscript | ast.BinOp)]
    match outside[0]:
        case ast.ExceptHandler() | ast.Attribute():
            return True
        case ast.ClassDef(bases=bases):
            return mention.node in bases
        case ast.Raise(exc=raised):
            return raised is mention.node
        case ast.Call(func=called, args=[_, _]):
            symbol = project.resolve(called, mention.module, mention.within)
            return symbol is not None and symbol.name in LOOKING
        case ast.arg() | ast.AnnAssign() | ast.FunctionDef() | ast.AsyncFunctionDef() as owner:
            annotations = (getattr(owner, field, None) for field in ("annotation", "returns"))
            return any(one is not None and mention.node in all_nodes(one) for one in annotations)
    return False


def _builds_itself(cls: Class) -> bool:
    """Whether the methods of a class may build objects of it without its name."""
    for node in all_nodes(cls.node):
        match node:
            case ast.FunctionDef(decorator_list=decorators) | ast.AsyncFunctionDef(decorator_list=decorators):
                if any(ast.unparse(one).endswith("classmethod") for one in decorators):
                    return True
            case ast.Attribute(attr="__class__") | ast.Name(id="type"):
                return True
    return False
