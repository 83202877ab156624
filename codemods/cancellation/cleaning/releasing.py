"""Tells methods whose purpose is clean-up from others."""

from __future__ import annotations

import ast

from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancellation.cleaning.answering import Answers
from codemods.cancellation.cleaning.callees import MAX_DEPTH, Callee, called
from codemods.facts import table
from codemods.stop_consumer.effects import has_effects


def releases_only(callee: Callee, project: Project, depth: int = MAX_DEPTH) -> bool:
    """Whether a method does nothing but release what is held.

    One that is named for clean-up may also do what is not known, as long as it sends nothing.
    """
    nodes = list(inner_nodes(callee.function.body))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in nodes) or not any(
        has_effects(statement) for statement in callee.function.body
    ):
        return False
    answers = Answers(callee, project)
    if any(_is_sending(call) or answers.answers(call) for call in calls):
        return False
    inner = {call: called(call.func, callee, project) for call in calls}
    for found in inner.values():
        if found and found.function is not callee.function and (not depth or _sends(found, project, depth - 1)):
            return False
    if callee.function.name.strip("_").startswith(tuple(table("cleaning")["named"])):
        return True
    releases = [call for call in calls if _releases(call, inner[call], project, depth)]
    others = [
        call
        for call in calls
        if call not in releases and _name(call) not in table("cleaning")["beside"] and not _logs(call)
    ]
    return bool(releases) and not others and all(_is_reset(node) for node in nodes if isinstance(node, ast.Assign))


def _releases(call: ast.Call, callee: Callee | None, project: Project, depth: int) -> bool:
    if callee is not None:
        return bool(depth) and releases_only(callee, project, depth - 1)
    return _name(call) in table("cleaning")["releases"]


def _sends(callee: Callee, project: Project, depth: int) -> bool:
    """Whether a function sends something, itself or through others."""
    answers = Answers(callee, project)
    for node in inner_nodes(callee.function.body):
        if isinstance(node, ast.Call):
            inner = called(node.func, callee, project)
            if _is_sending(node) or answers.answers(node) or (inner and depth and _sends(inner, project, depth - 1)):
                return True
    return False


def _is_sending(call: ast.Call) -> bool:
    return any(part in _name(call) for part in table("cleaning")["sending"])


def _name(call: ast.Call) -> str:
    """The last part of what is called; of a call that wraps a callable, that."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case ast.Call(args=[ast.Attribute(attr=name) | ast.Name(id=name), *_]):
            return name
    return ""


def _logs(call: ast.Call) -> bool:
    return not has_effects(ast.Expr(call))


def _is_reset(node: ast.Assign) -> bool:
    """Whether an assignment to an attribute only empties it; names of the function do not count."""
    if all(isinstance(target, ast.Name) for target in node.targets):
        return True
    match node.value:
        case ast.Constant() | ast.List(elts=[]) | ast.Dict(keys=[]) | ast.Call(args=[], keywords=[]):
            return True
    return False
