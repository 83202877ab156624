"""Clients that are kept elsewhere: a function that uses one builds the twin anew, with the same arguments."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from typing import Any

from channels_fix.edits.enclosing import Enclose
from channels_fix.edits.expressions import Compose
from channels_fix.edits.marks import code_of, mark_after
from channels_fix.edits.statements import InsertBefore
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.anew import Anew
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import UnfitError, block_of
from codemods.async_views.steps.layout import call_code
from codemods.async_views.steps.used_clients import KeptClient
from codemods.facts import table

DOUBT = "each call of `{}` builds a client, which {}: connections are not kept from one to the next"
HANDED_ON = "`{}` is handed on in line {} of {}, and what is done to it there is not known: do that where it is built"
SET = "`{}.{}` is set after it is built, and its asynchronous twin would not have that"


def built_anew(
    client: KeptClient, maker: str, given: Mapping[str, str], facts: Mapping[str, Any], body: Body
) -> tuple[str, tuple[ImportedName, ...]]:
    """Write the call that builds the twin, and find the imports that it needs.

    Args:
        client: The client.
        maker: How the function names what builds the twin.
        given: What the twin is given besides.
        facts: What the table says of such clients.
        body: The function.

    Raises:
        UnfitError: The arguments may be others then, or the client is not as it was built.
    """
    is_named = isinstance(client.holder, ast.Name | ast.Attribute)
    state: dict[str, str] = facts.get("state", {}) if is_named else {}
    changed = _changed(client, state, facts.get("learns", ()) if is_named else ())
    anew = Anew(client.kept.place, client.text, body)
    written: list[str] = [anew.source(one) for one in client.kept.call.args]
    for word in client.kept.call.keywords:
        if word.arg in changed:
            continue
        try:
            written.append(f"{word.arg}={anew.source(word.value)}")
        except UnfitError:
            if word.arg not in state:
                raise
            changed.append(word.arg)
    taken = {name: f"{client.text}.{state[name]}" for name in changed}
    written += [f"{name}={code}" for name, code in {**taken, **given}.items()]
    return call_code(maker, written), tuple(anew.imports)


def _changed(client: KeptClient, state: Collection[str], learns: Collection[str]) -> list[str]:
    """The arguments that a client changes itself, and those that the project gives it after it is built."""
    found = list(learns)
    known = {*table("http")["methods"]["names"], *table("http")["session"]["free"]}
    for use in client.kept.uses:
        match use.parents[0]:
            case ast.Attribute(attr=name, ctx=context) if name in state and (learns or isinstance(context, ast.Store)):
                found.append(name)
            case ast.Attribute(attr=name, ctx=context):
                if not isinstance(context, ast.Load) or (learns and name not in known):
                    raise UnfitError(SET.format(client.text, name))
            case ast.Compare() | ast.BoolOp() | ast.If() | ast.UnaryOp():
                continue
            case _ if learns:
                raise UnfitError(HANDED_ON.format(client.text, use.node.lineno, use.module.path.name))
    return list(dict.fromkeys(found))


def opened_around(
    client: KeptClient, twin: str, named: Collection[ast.expr], uses: Collection[ast.stmt], body: Body
) -> list[Edit]:
    """Let a function build the twin around what uses the client.

    Args:
        client: The client.
        twin: The source of the call that builds the twin.
        named: Where the function names the client.
        uses: The statements that use it, or what is made of it.
        body: The function.
    """
    name = _name(client, twin, named, body)
    blocks = [[*_blocks_around(use, body)] for use in uses]
    block = next(block for block in blocks[0] if all(any(block is other for other in several) for several in blocks))
    using = [each for each in block if any(node in uses for node in ast.walk(each))]
    first, last = f"{client.text} is built here", f"{client.text} is open up to here"
    above = InsertBefore(body.span(using[0]), f"{code_of(first)}{name} = {twin}\n")
    renamed = [Compose(body.span(one), name) for one in named] if name != client.text else []
    return [*renamed, above, mark_after(body.span(using[-1]), last), Enclose(body.span(body.routine.node), first, last)]


def _name(client: KeptClient, twin: str, named: Collection[ast.expr], body: Body) -> str:
    """What the function calls the twin: as the client, if nothing else is called that."""
    inside = [node for node in ast.walk(body.routine.node) if node not in named]
    taken = {node.id for node in (*inside, *ast.walk(ast.parse(twin))) if isinstance(node, ast.Name)}
    taken |= {node.arg for node in inside if isinstance(node, ast.arg)}
    last = client.text.rpartition(".")[2].strip("_")
    wish = last if last.isidentifier() else "client"
    return next(name for name in (wish, *(f"client{number or ''}" for number in range(99))) if name not in taken)


def _blocks_around(statement: ast.stmt, body: Body) -> list[list[ast.stmt]]:
    """The blocks that a statement stands in, the innermost first."""
    around = [statement, *(one for one in body.around(statement) if isinstance(one, ast.stmt))]
    return [block_of(one, body) for one in around[:-1] if not isinstance(one, ast.ExceptHandler)]
