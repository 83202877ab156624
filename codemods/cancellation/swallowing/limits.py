"""Tells code that deals in cancellations itself: it counts them, or cancels the task that it runs in."""

from __future__ import annotations

import ast

from channels_fix.module import Class
from channels_fix.nodes import last_name, own_nodes
from channels_fix.project import Project
from codemods.facts import table
from codemods.routines import Routine


def has_a_protocol(function: Routine) -> bool:
    """Whether a function, or the class around it, deals in cancellations itself."""
    facts = table("cancellation")["protocols"]
    nodes = list(ast.walk(function.node))
    if any(last_name(node) in facts["names"] for node in nodes):
        return True
    if any(isinstance(node, ast.Call) and _is_timer(node) for node in nodes):
        return True
    return function.cls is not None and any(last_name(node) == "current_task" for node in ast.walk(function.cls.node))


def is_limited(node: ast.AST, function: Routine, project: Project) -> bool:
    """Whether a place stands in a block of a function that cancels the task when its time is up."""
    return any(
        any(_is_limit(item, function, project) for item in outer.items)
        and any(inner is node for statement in outer.body for inner in ast.walk(statement))
        for outer in own_nodes(function.node)
        if isinstance(outer, ast.With | ast.AsyncWith)
    )


def _is_limit(item: ast.withitem, function: Routine, project: Project) -> bool:
    facts = table("cancellation")["protocols"]
    call = item.context_expr
    if not isinstance(call, ast.Call):
        return False
    symbol = project.resolve(call.func, function.module, function.within)
    if symbol is not None and symbol.name in facts["managers"]:
        return True
    match symbol.definition if symbol else None:
        case Class() as cls:
            return any(_cancels(base.node) for base in project.mro(cls) if isinstance(base, Class))
        case ast.FunctionDef() | ast.AsyncFunctionDef() as manager:
            return _cancels(manager)
    return any(word in last_name(call.func).lower() for word in facts["limiting"])


def _cancels(root: ast.AST) -> bool:
    names = {last_name(node) for node in ast.walk(root)}
    return "current_task" in names or (
        "cancel" in names and bool(names & {*table("cancellation")["protocols"]["timers"]})
    )


def _is_timer(call: ast.Call) -> bool:
    given = (*call.args, *(keyword.value for keyword in call.keywords))
    return last_name(call.func) in table("cancellation")["protocols"]["timers"] and any(
        isinstance(one, ast.Attribute) and one.attr == "cancel" for one in given
    )
