"""Operators, keys and assignments for which Python calls a method of the project: nobody can await that."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from channels_fix.module import Class
from channels_fix.nodes import brief, is_accessor
from channels_fix.project import Project
from codemods.async_views.steps.asking import COMPARED, asks, classes_compared, classes_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step
from codemods.async_views.values.instances import method_of
from codemods.routines import Routine, routine_at

SETTER = re.compile(rb"@[ \t]*([\w\x80-\xff]+)[ \t]*\.[ \t]*(?:setter|deleter)\b")
BINARY = {
    ast.Add: "add",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.LShift: "lshift",
    ast.MatMult: "matmul",
    ast.Mod: "mod",
    ast.Mult: "mul",
    ast.Pow: "pow",
    ast.RShift: "rshift",
    ast.Sub: "sub",
}
FOUND = ["__hash__", "__eq__"]
"""What Python calls to find a key."""
ITEMS = {ast.Del: ["__delitem__"], ast.Store: ["__setitem__"]}
UNARY = {ast.Invert: ["__invert__"], ast.UAdd: ["__pos__"], ast.USub: ["__neg__"]}
COMPARING = {
    ast.Eq: ["__eq__"],
    ast.Gt: ["__gt__", "__lt__"],
    ast.GtE: ["__ge__", "__le__"],
    ast.In: FOUND,
    ast.Lt: ["__lt__", "__gt__"],
    ast.LtE: ["__le__", "__ge__"],
    ast.NotEq: ["__ne__", "__eq__"],
    ast.NotIn: FOUND,
}


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    for owner, names in _asked_for(node):
        known = body.project.defined_names.intersection(names) or _has_setter(names, body.project)
        found = next(_run(owner, names, body), None) if known else None
        if found is not None and isinstance(node, ast.expr | ast.stmt):
            text = brief(node) if isinstance(node, ast.expr) else ast.unparse(node)
            reason = f"Python calls {found.name} for {text}, which asks or waits: call a method of another name"
            return Step(node, found.name, reason=reason, unsure=True)
    return None


def _asked_for(node: ast.AST) -> Iterator[tuple[ast.expr, list[str]]]:
    """Yield the operands of a node, each with the methods of it that Python may call."""
    match node:
        case ast.Attribute(ctx=ast.Store(), value=owner, attr=name):
            yield owner, ["__setattr__", name]
        case ast.Attribute(ctx=ast.Del(), value=owner, attr=name):
            yield owner, ["__delattr__", name]
        case ast.Subscript(ctx=context, value=owner, slice=key):
            yield owner, ITEMS.get(type(context), [])
            yield key, [*FOUND, "__index__"]
        case ast.Dict(keys=keys):
            yield from ((key, FOUND) for key in keys if key is not None)
        case ast.Set(elts=elements):
            yield from ((element, FOUND) for element in elements)
        case ast.DictComp(key=key) | ast.SetComp(elt=key):
            yield key, FOUND
        case ast.BinOp(left=left, op=operator, right=right):
            yield left, [f"__{BINARY[type(operator)]}__"]
            yield right, [f"__r{BINARY[type(operator)]}__"]
        case ast.AugAssign(target=ast.Name(id=name), op=operator, value=right):
            word = BINARY[type(operator)]
            yield ast.copy_location(ast.Name(name, ast.Load()), node.target), [f"__i{word}__", f"__{word}__"]
            yield right, [f"__r{word}__"]
        case ast.UnaryOp(op=ast.Invert() | ast.UAdd() | ast.USub() as operator, operand=operand):
            yield operand, UNARY[type(operator)]
        case ast.Compare(left=left, ops=operators, comparators=others):
            for one, comparison, other in zip([left, *others], operators, others, strict=False):
                names = COMPARING.get(type(comparison), [])
                yield from ((operand, names) for operand in (one, other))


def _has_setter(names: Iterable[str], project: Project) -> bool:
    """Whether one of the names may be that of a property that can be set; no file is parsed for it."""
    return not project.once("names of setters", lambda: project.names_found(SETTER)).isdisjoint(names)


def _run(owner: ast.expr, names: list[str], body: Body) -> Iterator[Routine]:
    """Yield the methods of an object that are called and ask."""
    value = body.values.of(owner)
    for cls in classes_compared(value) if not COMPARED.isdisjoint(names) else classes_of(value):
        for name in names:
            method = method_of(cls, name, body.project) if name.startswith("__") else None
            found = [method] if method else _setters(cls, name, body.project)
            yield from (one for one in found if asks(one, body.project))


def _setters(cls: Class, name: str, project: Project) -> list[Routine]:
    """The functions that run when a property is set or deleted."""
    for base in project.mro(cls):
        if isinstance(base, Class) and name in base.scope.names:
            values = [one.value for one in base.scope.names[name] if is_accessor(one.value)]
            routines = [routine_at(one, base.module, project) for one in values if isinstance(one, ast.FunctionDef)]
            return [one for one in routines if one is not None]
    return []
