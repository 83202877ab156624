"""What a place in the project does with a coroutine function that it names."""

from __future__ import annotations

import ast
import enum

from channels_fix.nodes import last_name
from channels_fix.project import Project
from codemods.cancellation.swallowing.limits import is_limited
from codemods.facts import table
from codemods.routines import Mention

ROUTES = frozenset({"django.conf.urls.url", "django.urls.conf.path", "django.urls.path", "django.urls.re_path"})
CARRYING = (ast.GeneratorExp, ast.IfExp, ast.List, ast.ListComp, ast.Set, ast.SetComp, ast.Starred, ast.Tuple)
"""What holds an awaitable on its way into a call."""
Functions = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Use(enum.Enum):
    """What a place does with a function that it names."""

    AWAITED = "awaited"
    SPAWNED = "spawned"
    """It is run as a task of its own, or under a time limit: who waits for it is not cancelled with it."""
    ROUTED = "routed"
    """Django calls it for a request."""
    DROPPED = "dropped"
    """Nothing runs what it gives."""
    UNKNOWN = "unknown"


def use_of(mention: Mention, project: Project) -> Use:
    """What a place does with the function that it names."""
    steps = list(mention.parents)
    inner: ast.AST = mention.node
    called = bool(steps) and isinstance(steps[0], ast.Call) and steps[0].func is inner
    if called:
        inner = steps.pop(0)
    while steps and isinstance(steps[0], CARRYING):
        inner = steps.pop(0)
    match steps[0] if steps else None:
        case ast.Await() | ast.withitem() | ast.AsyncFor():
            return Use.SPAWNED if _is_in_limit(mention, project) else Use.AWAITED
        case ast.comprehension(iter=iterated, is_async=1) if iterated is inner:
            return Use.AWAITED
        case ast.Call(func=receiver):
            return _given_to(receiver, steps, mention, project)
        case ast.keyword() if len(steps) > 1 and isinstance(steps[1], ast.Call):
            return _given_to(steps[1].func, steps[1:], mention, project)
        case ast.Expr():
            return Use.DROPPED
    return Use.UNKNOWN


def _is_in_limit(mention: Mention, project: Project) -> bool:
    user = mention.user(project)
    return user is not None and is_limited(mention.node, user, project)


def _given_to(called: ast.expr, steps: list[ast.AST], mention: Mention, project: Project) -> Use:
    for step in steps:
        if isinstance(step, ast.stmt | Functions):
            break
        if isinstance(step, ast.Call):
            symbol = project.resolve(step.func, mention.module, mention.within)
            if symbol is not None and symbol.name in ROUTES:
                return Use.ROUTED
    return Use.SPAWNED if last_name(called) in table("cancellation")["tasks"]["starters"] else Use.UNKNOWN


def is_handed_on(mention: Mention) -> bool:
    """Whether a place gives the function itself to a call, which may start it."""
    steps = mention.parents
    return (
        bool(steps)
        and isinstance(steps[0], ast.Call | ast.keyword)
        and getattr(steps[0], "func", None) is not mention.node
    )


def is_repeated(mention: Mention) -> bool:
    """Whether a place stands in a loop of its function."""
    for parent in mention.parents:
        if isinstance(parent, Functions):
            return False
        if isinstance(parent, ast.For | ast.AsyncFor | ast.While):
            return True
    return False
