"""What some code does on the way, through all methods it calls: which methods, and which groups it leaves."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancellation.cleaning.callees import MAX_DEPTH, Callee, called
from codemods.cancellation.cleaning.groups import ANY_GROUP, group_calls

Acts = frozenset[str]


def acts_of(body: Sequence[ast.AST], caller: Callee, project: Project, depth: int = MAX_DEPTH) -> Acts:
    """What statements do.

    Returns:
        `self.name` for each method that they call or hand on to be called, `leave <group>` for each group that they
        leave, `leave *` if that may be any.
    """
    found: set[str] = set()
    for node in inner_nodes(body):
        if not isinstance(node, ast.Name | ast.Attribute) or not isinstance(node.ctx, ast.Load):
            continue
        callee = called(node, caller, project)
        if callee is None or not depth:
            continue
        if callee.cls is not None:
            found.add(f"self.{callee.function.name}")
        else:
            found.add(f"{callee.module.name}.{callee.function.name}")
        if callee.function is not caller.function:
            found |= acts_of(callee.function.body, callee, project, depth - 1)
    for call in group_calls(body, "group_discard"):
        group = call.group(caller, project)
        found.add(f"leave {group.key if group else ANY_GROUP}")
    return frozenset(found)
