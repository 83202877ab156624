"""Names that are put together when the code runs, and what they may be the names of."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values.value import UNKNOWN, Kind, Value, joined

ANYTHING = ".*"
LEAST = 3
"""So many characters of a name have to be written down for it to tell anything."""
_HOLE = re.compile(r"%[a-z]|\{[^}]*\}")


def pattern_of(node: ast.expr) -> str:
    """A regular expression for the texts that an expression may give."""
    match node:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(map(pattern_of, parts))
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return pattern_of(left) + pattern_of(right)
        case (
            ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str(text)))
            | ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format"))
        ):
            return ANYTHING.join(map(re.escape, _HOLE.split(text)))
    return ANYTHING


def tells(pattern: str) -> bool:
    """Whether enough of a name is written down."""
    return len(pattern.replace(ANYTHING, "").replace("\\", "")) >= LEAST


def reached_by(owner: Value, name: ast.expr, project: Project) -> Value:
    """What an attribute of an object or module is whose name is put together; unknown if nothing fits for sure."""
    pattern = pattern_of(name)
    if not tells(pattern):
        return UNKNOWN
    fits = re.compile(pattern).fullmatch
    symbols: list[Symbol] = []
    for one in owner.each:
        if one.kind is Kind.OBJECT and one.cls is not None:
            symbols += _methods(one.cls, project)
        elif one.kind is Kind.NAMED and one.symbol is not None and isinstance(one.symbol.definition, Module):
            symbols += _functions(one.symbol.definition)
    found = [Value(Kind.NAMED, one.name, symbol=one) for one in symbols if fits(one.name.rpartition(".")[2])]
    # a base class, or whoever sets attributes, may have more of them
    return joined([*found, UNKNOWN]) or UNKNOWN


def _methods(cls: Class, project: Project) -> Iterator[Symbol]:
    line = [base for base in project.mro(cls) if isinstance(base, Class)]
    for base in dict.fromkeys([*line, *project.descendants(cls)]):
        for name in base.scope.names:
            function = base.method(name)
            if function is not None:
                yield Symbol(f"{base.name}.{name}", function, base.module)


def _functions(module: Module) -> Iterator[Symbol]:
    for name, bindings in module.scope.names.items():
        value = bindings[-1].value
        if isinstance(value, Function):
            yield Symbol(f"{module.name}.{name}", value, module)
