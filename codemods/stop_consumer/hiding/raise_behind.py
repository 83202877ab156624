"""Puts a raise that stands in `finally` behind the `try`, and brings to it what leaves on another way."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.edits.blocks import GuardStatement, MoveOutOfFinally
from channels_fix.edits.statements import InsertAfter, RemoveStatement, ReplaceStatement
from channels_fix.excerpts import returned
from channels_fix.module import Module
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from channels_fix.rule import Edit
from codemods.stop_consumer.effects import has_effects
from codemods.stop_consumer.hiding.hidden import Hiding, may_catch_stop
from codemods.stop_consumer.paths import around, falls, is_last_step, leavers

NOT_LAST = "the raise is not the last statement of `finally`: put it behind the `try` by hand"


def edits_behind(hiding: Hiding, stop: str, module: Module, project: Project) -> list[Edit] | str:
    """The changes around the `try`, or why there are none."""
    node, raiser, last = hiding.node, hiding.raiser, hiding.node.finalbody[-1]
    if raiser not in inner_nodes([last]):
        return NOT_LAST
    span = module.span(node)
    if isinstance(raiser, ast.Raise):
        always = _only_raises(last, raiser)
        if always is None:
            return NOT_LAST
        code = _text(raiser, module)
        edits: list[Edit] = [MoveOutOfFinally(span)]
    else:
        if last is not raiser:
            return NOT_LAST
        always = True
        code = f"raise {stop}()"
        contained = f"except {stop}:\n    pass\n"
        edits = [GuardStatement(module.span(raiser), contained), InsertAfter(span, f"{code}\n")]
    others = _end_others(hiding, code, module, project, always=always)
    return others if isinstance(others, str) else [*edits, *others]


def _only_raises(last: ast.stmt, raiser: ast.Raise) -> bool | None:
    """Whether the last statement raises always, or sometimes; None when it does something else besides."""
    if last is raiser:
        parts: list[ast.AST] = [one for one in (raiser.exc, raiser.cause) if one]
        calls = [inner for part in parts for inner in ast.walk(part) if isinstance(inner, ast.Call | ast.Await)]
        return True if all(one is raiser.exc for one in calls) else None
    if not isinstance(last, ast.If) or last.orelse or len(last.body) != 1 or has_effects(ast.Expr(last.test)):
        return None
    return None if _only_raises(last.body[0], raiser) is None else False


def _end_others(hiding: Hiding, code: str, module: Module, project: Project, *, always: bool) -> list[Edit] | str:
    """Bring to the raise what leaves the `try` on another way: the raise in `finally` was in its way so far."""
    node = hiding.node
    edits: list[Edit] = []
    arrives = False
    for leaver in leavers(node):
        where = f"`{_text(leaver, module)}` in line {leaver.lineno}"
        if not always and not (isinstance(leaver, ast.Return) and _ends_function(hiding)):
            return f"{where} may leave without the raise: end the consumer there"
        if is_last_step(leaver, node):
            arrives = True
            edits.append(_taken_out(leaver, hiding, module))
        elif always and not _is_caught(leaver, hiding, module, project):
            edits.append(ReplaceStatement(module.span(leaver), _kept(leaver, module) + code + "\n"))
        else:
            return f"{where} would leave without the raise: end the consumer there"
    if not arrives and not _can_end(node):
        return "the `try` has no end from which the raise could be reached: end the consumer where it is done"
    return edits


def _ends_function(hiding: Hiding) -> bool:
    """Whether nothing of the function comes behind the `try`."""
    return hiding.place.function.body[-1] is hiding.node and hiding.place.function is hiding.place.root


def _can_end(node: ast.Try) -> bool:
    return falls([*node.body, *node.orelse]) or any(falls(handler.body) for handler in node.handlers)


def _taken_out(leaver: ast.stmt, hiding: Hiding, module: Module) -> Edit:
    kept = _kept(leaver, module)
    block = _block_of(leaver, hiding.node)
    if kept:
        return ReplaceStatement(module.span(leaver), kept)
    return ReplaceStatement(module.span(leaver), "pass\n") if len(block) == 1 else RemoveStatement(module.span(leaver))


def _block_of(statement: ast.stmt, node: ast.Try) -> Sequence[ast.AST]:
    for one in [node, *inner_nodes([*node.body, *node.handlers, *node.orelse])]:
        for _, block in ast.iter_fields(one):
            if isinstance(block, list) and statement in block:
                return block
    return []


def _kept(leaver: ast.stmt, module: Module) -> str:
    """What a `return` does besides, as a statement."""
    return returned(leaver, module) if isinstance(leaver, ast.Return) and has_effects(leaver) else ""


def _is_caught(leaver: ast.stmt, hiding: Hiding, module: Module, project: Project) -> bool:
    """Whether what is raised in the place of `leaver` may not come out of the `try`."""
    node = hiding.node
    for outer in [node, *around(leaver, [*node.body, *node.handlers, *node.orelse])]:
        match outer:
            case ast.Try():
                if leaver in inner_nodes(outer.body) and may_catch_stop(outer, hiding.place, module, project):
                    return True
                if outer is not node and leaver in inner_nodes(outer.finalbody):
                    return True
            case ast.With() | ast.AsyncWith():
                if any("suppress" in ast.unparse(item.context_expr) for item in outer.items):
                    return True
    return False


def _text(node: ast.AST, module: Module) -> str:
    return ast.get_source_segment(module.text, node) or ast.unparse(node)
