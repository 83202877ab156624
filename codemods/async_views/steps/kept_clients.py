"""Clients that a module keeps: a function that uses one builds the twin anew, where that gets the same arguments."""

from __future__ import annotations

import ast
from collections.abc import Collection

from channels_fix.bindings import When
from channels_fix.edits.enclosing import Enclose
from channels_fix.edits.marks import code_of, mark_after
from channels_fix.edits.statements import InsertBefore
from channels_fix.rule import Edit
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import Built, UnfitError, block_of
from codemods.async_views.steps.called import Place, called

DOUBT = "each call of `{}` builds a client of its own: connections and cookies are not kept from one to the next"


def kept_by_module(name: str, makers: Collection[str], body: Body) -> Built | None:
    """Where the module of a function builds the object of that name that the function uses, if only there."""
    module, project = body.routine.module, body.project
    if any(name in project.function_scope(one).names for one in body.routine.within) or name in module.globals:
        return None
    bindings = module.scope.names.get(name, ())
    for statement in module.tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=target)], value=ast.Call() as call) if target == name:
                made_by = called(call, Place(module, project))
                alone = len(bindings) == 1 and bindings[0].when is When.ALWAYS
                return Built(call, statement, name, made_by) if alone and made_by in makers else None
    return None


def is_kept(one: Built, body: Body) -> bool:
    """Whether it is the module that keeps an object."""
    return one.statement in body.routine.module.tree.body


def built_anew(one: Built, twin: str, uses: Collection[ast.stmt], ends: Collection[ast.Call], body: Body) -> list[Edit]:
    """Let a function build the twin, given the source of its call, around the statements that use it.

    Raises:
        UnfitError: The arguments may be others then, or the function ends what others use.
    """
    if ends:
        raise UnfitError(f"`{one.name}` of the module is closed here")
    for value in (*one.call.args, *(word.value for word in one.call.keywords)):
        if not _is_the_same_again(value, body):
            raise UnfitError(
                f"`{ast.unparse(value)[:40]}` may be another value later: give `{one.name}` one with a name"
            )
    blocks = [[*_blocks_around(use, body)] for use in uses]
    block = next(block for block in blocks[0] if all(any(block is other for other in several) for several in blocks))
    using = [each for each in block if any(node in uses for node in ast.walk(each))]
    mark = f"{one.name} of the module"
    first, last = f"{mark} is built here", f"{mark} is open up to here"
    above = InsertBefore(body.span(using[0]), f"{code_of(first)}{one.name} = {twin}\n")
    return [above, mark_after(body.span(using[-1]), last), Enclose(body.span(body.routine.node), first, last)]


def _blocks_around(statement: ast.stmt, body: Body) -> list[list[ast.stmt]]:
    """The blocks that a statement stands in, the innermost first."""
    around = [statement, *(one for one in body.around(statement) if isinstance(one, ast.stmt))]
    return [block_of(one, body) for one in around[:-1] if not isinstance(one, ast.ExceptHandler)]


def _is_the_same_again(node: ast.expr, body: Body) -> bool:
    """Whether an expression of the module means the same in the function: constants, settings, names of the module."""
    match node:
        case ast.Constant():
            return True
        case ast.Attribute(value=value):
            return _is_the_same_again(value, body)
        case ast.Name(id=name):
            module, project = body.routine.module, body.project
            hidden = any(name in project.function_scope(one).names for one in body.routine.within)
            return not hidden and name not in module.globals and len(module.scope.names.get(name, ())) == 1
        case ast.Subscript(value=value, slice=key):
            return _is_the_same_again(value, body) and _is_the_same_again(key, body)
        case ast.JoinedStr(values=values):
            inner = [one.value for one in values if isinstance(one, ast.FormattedValue)]
            return all(_is_the_same_again(one, body) for one in inner)
    return False
