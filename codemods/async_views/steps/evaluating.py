"""What asks a queryset for its rows without a loop: a test, an index, `in`, text of it."""

from __future__ import annotations

import ast

from codemods.async_views.steps import texts, ways
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import callees_of
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.values.value import LAZY, Kind, Value


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    match node:
        case ast.Subscript(ctx=ast.Load()):
            return _index(node, body)
        case ast.Compare():
            return _comparison(node, body)
        case ast.FormattedValue(value=value, conversion=conversion):
            return _text(value, conversion, body)
        case ast.BinOp(op=ast.Mod()):
            return _formatting(node, body)
        case ast.BoolOp() if not _is_test(node, body):
            return _choice(node, body)
        case ast.AugAssign(target=ast.Name() as target, op=ast.Add(), value=value):
            kind = body.values.of(value).kind
            holds = body.values.of(ast.copy_location(ast.Name(target.id, ast.Load()), target)).kind is Kind.CONTAINER
            return _unpacking(value, body) if holds or kind in LAZY else None
        case ast.Starred(value=value, ctx=ast.Load()):
            return _unpacking(value, body)
        case ast.Assign(targets=[ast.Tuple() | ast.List()], value=value):
            return _unpacking(value, body)
    if isinstance(node, ast.expr) and not isinstance(node, ast.BoolOp) and _is_test(node, body):
        return _test(node, body)
    return None


def _is_test(node: ast.expr, body: Body) -> bool:
    """Whether only the truth of an expression counts."""
    match body.parents.get(node):
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) | ast.Assert(test=test):
            return test is node
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.comprehension(ifs=conditions):
            return node in conditions
        case ast.BoolOp() as outer:
            return _is_test(outer, body)
    return False


def _doubts(value: Value, node: ast.expr) -> list[str]:
    if value.kind is not Kind.UNKNOWN:
        return []
    return [f"what {ast.unparse(node)[:40]} is, is not known: it is looked at in a thread"]


def _is_asking(value: Value) -> bool:
    return value.kind in LAZY or value.kind is Kind.UNKNOWN


def _test(node: ast.expr, body: Body) -> Step | None:
    value = body.values.of(node)
    if not _is_asking(value):
        return None
    if isinstance(node, ast.Call) and value.kind is Kind.UNKNOWN:
        return _test_of_call(node, body)
    return Step(node, "truth of a queryset", thread=ways.applied("bool", node, body, _doubts(value, node)))


def _test_of_call(node: ast.Call, body: Body) -> Step | None:
    """A call that is not known, and the truth of what it gives, which may be a queryset: a thread does both."""
    given = [*node.args, *(word.value for word in node.keywords)]
    simple = all(isinstance(one, ast.Name | ast.Constant) for one in given)
    if not simple or not isinstance(node.func, ast.Name) or callees_of(node.func, body):
        return None  # what is in it is done for itself, and so is the call
    doubts = [f"what {ast.unparse(node)[:40]} does is not known: it runs in a thread"]
    return Step(
        node,
        node.func.id,
        thread=ways.composed(node, "await THREAD(lambda: bool(part))()", [("part", node)], body, doubts),
    )


def _choice(node: ast.BoolOp, body: Body) -> Step | None:
    """`a or b` where the value counts, not only its truth."""
    asking = [one for one in node.values[:-1] if _is_asking(body.values.of(one))]
    if not asking:
        return None
    name = "choice between querysets"
    comprehended = any(isinstance(one, ast.comprehension | ast.Lambda) for one in body.around(node))
    if len(node.values) > 2 or comprehended:
        return Step(node, name, reason=f"{ast.unparse(node)[:60]} may ask the database: write it as an if statement")
    first, second = node.values
    chosen = body.new_name("chosen")
    kept = (chosen, "second") if isinstance(node.op, ast.Or) else ("second", chosen)
    code = f"({kept[0]} if await THREAD(bool)({chosen} := first) else {kept[1]})"
    parts = [("first", first), ("second", second)]
    return Step(node, name, thread=ways.composed(node, code, parts, body, _doubts(body.values.of(first), first)))


def _index(node: ast.Subscript, body: Body) -> Step | None:
    value = body.values.of(node.value)
    index = node.slice
    if value.kind in LAZY:
        if not isinstance(index, ast.Slice):
            code, parts = "await THREAD(part.__getitem__)(index)", [("part", node.value), ("index", index)]
            return Step(node, "row of a queryset", thread=ways.composed(node, code, parts, body))
        if index.step is None:
            return None
        given = [("lower", index.lower), ("upper", index.upper), ("step", index.step)]
        code = ", ".join(name if part is not None else "None" for name, part in given)
        known = [(name, part) for name, part in given if part is not None]
        whole = f"await THREAD(part.__getitem__)(slice({code}))"
        return Step(node, "rows of a queryset", thread=ways.composed(node, whole, [("part", node.value), *known], body))
    if value.kind is Kind.UNKNOWN and not isinstance(index, ast.Slice):
        if isinstance(index, ast.Constant) and isinstance(index.value, str):
            return None
        code, parts = "await THREAD(part.__getitem__)(index)", [("part", node.value), ("index", index)]
        return Step(node, "an item", thread=ways.composed(node, code, parts, body, _doubts(value, node.value)))
    return None


def _comparison(node: ast.Compare, body: Body) -> Step | None:
    asking = [
        right
        for operator, right in zip(node.ops, node.comparators, strict=True)
        if isinstance(operator, ast.In | ast.NotIn) and _is_asking(body.values.of(right))
    ]
    if not asking:
        return None
    if len(node.ops) > 1:
        return Step(node, "in", reason="a chain of comparisons asks the database: write it as several")
    contains, imports = body.reference("operator", "contains")
    denied = "not " if isinstance(node.ops[0], ast.NotIn) else ""
    parts = [("part", asking[0]), ("item", node.left)]
    value = body.values.of(asking[0])
    way = ways.composed(node, f"{denied}await THREAD({contains})(part, item)", parts, body, _doubts(value, asking[0]))
    return Step(node, "in a queryset", thread=Way(way.edits, (*way.imports, *imports), doubts=way.doubts))


def _text(node: ast.expr, conversion: int, body: Body) -> Step | None:
    value = body.values.of(node)
    if not texts.asks_for_text(value, body):
        return None
    function = {ord("r"): "repr", ord("a"): "ascii"}.get(conversion, "str")
    return Step(node, "text of a model instance", thread=ways.applied(function, node, body, _doubts(value, node)))


def _formatting(node: ast.BinOp, body: Body) -> Step | None:
    if body.values.of(node.left).kind is not Kind.PLAIN or not texts.asks_for_text(body.values.of(node.right), body):
        return None
    mod, imports = body.reference("operator", "mod")
    parts = [("left", node.left), ("right", node.right)]
    doubts = _doubts(body.values.of(node.right), node.right)
    way = ways.composed(node, f"await THREAD({mod})(left, right)", parts, body, doubts)
    return Step(node, "text of a model instance", thread=Way(way.edits, (*way.imports, *imports), doubts=way.doubts))


def _unpacking(node: ast.expr, body: Body) -> Step | None:
    value = body.values.of(node)
    if not _is_asking(value):
        return None
    return Step(node, "rows of a queryset", thread=ways.applied("list", node, body, _doubts(value, node)))
