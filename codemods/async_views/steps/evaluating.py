"""What asks a queryset for its rows without a loop: a test, an index, `in`, text of it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from channels_fix.edits.fields import BareField
from channels_fix.nodes import brief
from codemods.async_views.steps import quoting, texts, ways
from codemods.async_views.steps.asking import asks_inside
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step
from codemods.async_views.steps.unknown import Unknown
from codemods.async_views.values.value import LAZY, Kind, Value

CONVERTING = {ord("s"): "str", ord("r"): "repr", ord("a"): "ascii"}
"""What makes text of an expression that an f-string converts."""


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    match node:
        case ast.Subscript(ctx=ast.Load()):
            return _index(node, body)
        case ast.Compare():
            return _comparison(node, body)
        case ast.FormattedValue():
            return _text(node, body)
        case ast.BinOp(op=ast.Mod()):
            return _formatting(node, body)
        case ast.BoolOp() if not is_condition(node, body):
            return _choice(node, body)
        case ast.AugAssign(target=ast.Name() as target, op=ast.Add(), value=value):
            kind = body.values.of(value).kind
            holds = body.values.of(ast.copy_location(ast.Name(target.id, ast.Load()), target)).kind is Kind.CONTAINER
            return _unpacking(value, body) if holds or kind in LAZY else None
        case ast.Starred(value=value, ctx=ast.Load()):
            return _unpacking(value, body)
        case ast.Assign(targets=[ast.Subscript(value=owner)], value=value):
            return _header(value, body) if body.values.of(owner).kind is Kind.RESPONSE else None
        case ast.Assign(targets=[ast.Tuple(elts=targets) | ast.List(elts=targets)], value=value):
            return _unpacking(value, body) or _unpacking_parts(targets, value, body)
    return None


def truth_of(node: ast.AST, known: Step | None, body: Body) -> Step | None:
    """The step that it is to ask a condition whether it is true, beside the one `known` that it is itself."""
    if not isinstance(node, ast.expr) or isinstance(node, ast.BoolOp) or not is_condition(node, body):
        return None
    value = body.values.of(node)
    if not _is_asking(value, body):
        return None
    named = known is not None and known.thread is not None and known.thread.doubts
    doubts = [] if named else _doubts(value, node)
    return Step(node, "truth of a queryset", thread=ways.applied("bool", node, body, doubts))


def is_condition(node: ast.expr, body: Body) -> bool:
    """Whether only the truth of an expression counts."""
    match body.parents.get(node):
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) | ast.Assert(test=test):
            return test is node
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.comprehension(ifs=conditions):
            return node in conditions
        case ast.BoolOp() as outer:
            return is_condition(outer, body)
    return False


def _doubts(value: Value, node: ast.expr) -> list[str]:
    if value.is_known:
        return []
    return [Unknown.LOOKED_AT.of(brief(node))]


def _is_asking(value: Value, body: Body) -> bool:
    return value.kind in LAZY or not value.is_known or asks_inside(value, body.project)


def _choice(node: ast.BoolOp, body: Body) -> Step | None:
    """`a or b` where the value counts, not only its truth."""
    asking = [one for one in node.values[:-1] if _is_asking(body.values.of(one), body)]
    if not asking:
        return None
    name = "choice between querysets"
    if any(isinstance(one, ast.comprehension | ast.Lambda) for one in body.around(node)):
        return Step(node, name, reason=f"{brief(node, 60)} may ask the database: write it as an if statement")
    chosen = body.new_name("chosen")
    parts = [(f"part{number}", one) for number, one in enumerate(node.values)]
    code = parts[-1][0]
    for part, _ in reversed(parts[:-1]):
        kept = (chosen, code) if isinstance(node.op, ast.Or) else (code, chosen)
        code = f"({kept[0]} if await THREAD(bool)({chosen} := {part}) else {kept[1]})"
    doubts = [doubt for one in asking for doubt in _doubts(body.values.of(one), one)]
    return Step(node, name, thread=ways.emulated(node, code, parts, body, doubts))


def _index(node: ast.Subscript, body: Body) -> Step | None:
    value = body.values.of(node.value)
    index = node.slice
    if value.kind in LAZY:
        if not isinstance(index, ast.Slice):
            code, parts = "await THREAD(part.__getitem__)(index)", [("part", node.value), ("index", index)]
            return Step(node, "row of a queryset", thread=ways.emulated(node, code, parts, body))
        if index.step is None:
            return None
        given = [("lower", index.lower), ("upper", index.upper), ("step", index.step)]
        code = ", ".join(name if part is not None else "None" for name, part in given)
        known = [(name, part) for name, part in given if part is not None]
        whole = f"await THREAD(part.__getitem__)(slice({code}))"
        return Step(node, "rows of a queryset", thread=ways.emulated(node, whole, [("part", node.value), *known], body))
    if _is_asking(value, body) and not isinstance(index, ast.Slice):
        if isinstance(index, ast.Constant) and isinstance(index.value, str) and not value.is_known:
            return None
        code, parts = "await THREAD(part.__getitem__)(index)", [("part", node.value), ("index", index)]
        return Step(node, "an item", thread=ways.emulated(node, code, parts, body, _doubts(value, node.value)))
    return None


def _comparison(node: ast.Compare, body: Body) -> Step | None:
    asking = [
        right
        for operator, right in zip(node.ops, node.comparators, strict=True)
        if isinstance(operator, ast.In | ast.NotIn) and _is_asking(body.values.of(right), body)
    ]
    if not asking:
        return None
    if len(node.ops) > 1:
        return Step(node, "in", reason="a chain of comparisons asks the database: write it as several")
    contains, imports = body.reference("operator", "contains")
    denied = "not " if isinstance(node.ops[0], ast.NotIn) else ""
    parts = [("part", asking[0]), ("item", node.left)]
    value = body.values.of(asking[0])
    way = ways.emulated(node, f"{denied}await THREAD({contains})(part, item)", parts, body, _doubts(value, asking[0]))
    return Step(node, "in a queryset", thread=replace(way, imports=(*way.imports, *imports)))


def _text(field: ast.FormattedValue, body: Body) -> Step | None:
    node, name = field.value, "text of a model instance"
    value = body.values.of(node)
    if not texts.asks_for_text(value, body):
        return None
    converting = CONVERTING.get(field.conversion)
    format_spec = quoting.quoted_format(field, body) if converting is None else ""
    if format_spec is None:
        return Step(node, name, reason=f"the text of {brief(node)} may ask the database: call format() with it before")
    function = converting or ("format" if format_spec or texts.has_format(value, body) else "str")
    way = ways.applied(function, node, body, _doubts(value, node), format_spec)
    if converting or format_spec:
        bare = BareField(body.span(node))
        way = replace(way, edits=(*way.edits, bare), hopped=(*(way.hopped or ()), bare))
    return Step(node, name, thread=way)


def _header(node: ast.expr, body: Body) -> Step | None:
    """What a header of a response is set to: Django makes text of it there."""
    value = body.values.of(node)
    if not value.is_known or not texts.asks_for_text(value, body):
        return None
    return Step(node, "text of a model instance", thread=ways.applied("str", node, body))


def _formatting(node: ast.BinOp, body: Body) -> Step | None:
    if body.values.of(node.left).kind is not Kind.PLAIN or not texts.asks_for_text(body.values.of(node.right), body):
        return None
    mod, imports = body.reference("operator", "mod")
    parts = [("left", node.left), ("right", node.right)]
    doubts = _doubts(body.values.of(node.right), node.right)
    way = ways.emulated(node, f"await THREAD({mod})(left, right)", parts, body, doubts)
    return Step(node, "text of a model instance", thread=replace(way, imports=(*way.imports, *imports)))


def _unpacking_parts(targets: Sequence[ast.expr], value: ast.expr, body: Body) -> Step | None:
    """`(a, b), c = rows, 1`."""
    parts = value.elts if isinstance(value, ast.Tuple | ast.List) else []
    pairs = zip(targets, parts, strict=False)
    found = [_unpacking(part, body) for target, part in pairs if isinstance(target, ast.Tuple | ast.List)]
    steps = [one for one in found if one is not None]
    if len(steps) > 1:
        return Step(
            value, steps[0].name, reason=f"{brief(value)} asks for rows several times: write several statements"
        )
    return steps[0] if steps else None


def _unpacking(node: ast.expr, body: Body) -> Step | None:
    value = body.values.of(node)
    if not _is_asking(value, body):
        return None
    return Step(node, "rows of a queryset", thread=ways.applied("list", node, body, _doubts(value, node)))
