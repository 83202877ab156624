"""What a function does with the response of a call of requests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from channels_fix.bindings import Function
from channels_fix.edits.expressions import Compose
from channels_fix.nodes import all_nodes
from channels_fix.rule import Edit
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.callers import Use, callers_of
from codemods.async_views.steps.evaluating import is_condition
from codemods.async_views.steps.http.clauses import names_errors
from codemods.async_views.steps.http.lookups import is_looked_up
from codemods.async_views.steps.http.remade import is_other
from codemods.async_views.steps.http.statuses import opposite, truth
from codemods.facts import table

RAISING = ("json", "raise_for_status")
RETURNED = "its response is returned, and what {} does with it is written or caught in another way with httpx"
PASSED_ON = (
    "its response is passed on, and may be used there in a way that is not that of httpx: pass on what is read of it"
)


@dataclass
class Uses:
    """How the uses of a response are written with httpx, what may differ, or why they cannot be."""

    edits: list[Edit] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    read: list[ast.Attribute] = field(default_factory=list)
    """The attributes that are used, by callers too."""
    returned: bool = False
    """Whether the function gives it to its callers."""
    reason: str = ""

    @property
    def names(self) -> set[str]:
        """What the attributes that are used are called."""
        return {one.attr for one in self.read}


def annotated(uses: Uses, http: str, body: Body) -> Iterator[Edit]:
    """Yield what lets a function say that it returns a response of httpx, which is called `http`."""
    annotation = body.routine.node.returns
    if uses.returned and annotation is not None:
        symbol = body.project.resolve(annotation, body.routine.module, body.routine.around)
        if symbol is not None and symbol.name in {"requests.Response", "requests.models.Response"}:
            yield Compose(body.span(annotation), f"{http}.Response")


def uses_of(call: ast.Call, body: Body) -> Uses:
    """Look at all that is done with the response of a call."""
    found = Uses()
    parent = body.parents[call]
    match parent:
        case ast.Expr():
            pass
        case ast.Attribute():
            _attribute(parent, found, body)
        case ast.Assign(targets=[ast.Name(id=name)]):
            _named(name, found, body)
        case ast.Return():
            _returned(found, body)
        case _:
            found.reason = PASSED_ON
    return found


def raised_by(client: str, *several: Uses) -> frozenset[str]:
    """The packages of the errors that come of calls of a client, and of what is done with their responses."""
    return frozenset({client, *(["json"] if any("json" in uses.names for uses in several) else [])})


def _named(name: str, found: Uses, body: Body) -> None:
    for node in all_nodes(body.routine.node):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            parent = body.parents[node]
            if is_other(node, body):
                continue
            if isinstance(parent, ast.Attribute):
                _attribute(parent, found, body)
            elif isinstance(parent, ast.Return):
                _returned(found, body)
            elif is_condition(node, body):
                found.edits.append(truth(node, body))
            elif not _is_compared_with_none(node, parent):
                found.reason = PASSED_ON
        elif isinstance(node, ast.Global | ast.Nonlocal) and name in node.names:
            found.reason = PASSED_ON


def _returned(found: Uses, body: Body) -> None:
    """Look at what all callers do with a response that a function returns; nothing may be written in another way."""
    found.returned = True
    routine, busy = body.routine, body.project.once("responses that are returned", set[Function])
    callers = [] if routine.node in busy else list(callers_of(routine, body.project))
    if not callers:
        found.reason = PASSED_ON
        return
    busy.add(routine.node)
    for caller in callers:
        if caller.use is not Use.CALLED or caller.runner is None:
            found.reason = PASSED_ON
            break
        other = Body.of(caller.runner, body.project)
        inner = uses_of(caller.call, other)
        apart = any(
            _catching(one, other) - _catching(caller.call, other)
            for one in inner.read
            if one in other.parents and one.attr in RAISING
        )
        if inner.reason or inner.edits or apart:
            found.reason = RETURNED.format(caller.runner.name)
        found.doubts += [doubt for doubt in inner.doubts if doubt not in found.doubts]
        found.read += inner.read
    busy.discard(routine.node)


def _catching(node: ast.AST, body: Body) -> set[ast.Try | ast.With]:
    """The statements around a node that catch errors of requests, or may do so."""
    return {one for one in body.around(node) if isinstance(one, ast.Try | ast.With) and names_errors(one, body)}


def _is_compared_with_none(node: ast.Name, parent: ast.AST) -> bool:
    match parent:
        case ast.Compare(left=left, ops=[ast.Is() | ast.IsNot()], comparators=[ast.Constant(value=None)]):
            return left is node
    return False


def _attribute(node: ast.Attribute, found: Uses, body: Body) -> None:
    facts = table("http")
    found.read.append(node)
    if not isinstance(node.ctx, ast.Load):
        found.reason = found.reason if _is_told_its_encoding(node, body) else PASSED_ON
    elif node.attr in facts["response"]["opposite"]:
        found.edits.append(opposite(node, body))
    elif node.attr in facts["response"]["other"]:
        code = f"response.{facts['response']['other'][node.attr]}"
        found.edits.append(Compose(body.span(node), code, (("response", body.span(node.value)),)))
    elif node.attr not in facts["response"]["same"]:
        found.reason = f"a response of httpx has no `{node.attr}` that is the same: call httpx yourself"
    elif node.attr in facts["mappings"]["names"] and not is_looked_up(node, node.attr, body):
        found.reason = f"`{node.attr}` of a response of httpx is another mapping: look up in it what you need"
    elif node.attr == "text":
        found.doubts.append(facts["differences"]["text"])


def _is_told_its_encoding(node: ast.Attribute, body: Body) -> bool:
    """Whether the encoding of a response is set before its text is read, as httpx demands."""
    match node, body.parents[node]:
        case ast.Attribute(attr="encoding", value=ast.Name(id=name)), ast.Assign(value=ast.Constant(value=str())):
            attributes = (one for one in all_nodes(body.routine.node) if isinstance(one, ast.Attribute))
            read = [one for one in attributes if one.attr == "text" and isinstance(one.value, ast.Name)]
            return all(one.lineno > node.lineno for one in read if ast.unparse(one.value) == name)
    return False
