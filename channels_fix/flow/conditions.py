"""Decides conditions: truth, exception classes, what a `raise` raises. None is the answer where it cannot be known."""

from __future__ import annotations

import ast

from channels_fix.flow.thrown import ANY_ERROR, Thrown, builtin_ancestors
from channels_fix.flow.values import (
    Constant,
    Instance,
    Many,
    Method,
    Named,
    Namespace,
    Object,
    Pending,
    Routine,
    Source,
    Super,
    Tagged,
    Task,
    TypeOf,
    Value,
)
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol


def truth(value: Value) -> bool | None:
    """Whether `value` counts as true."""
    match value:
        case Constant(value=constant):
            return bool(constant)
        case Many(items=items):
            return bool(items)
        case (
            Instance() | TypeOf() | Source() | Routine() | Pending() | Super() | Object() | Method() | Tagged() | Task()
        ):
            return True
        case Named(symbol=Symbol(definition=Class())):
            return True
        case Named(symbol=symbol) if symbol.name == "typing.TYPE_CHECKING":
            return False
    return None


def is_nonempty(value: Value) -> bool:
    """Whether a loop over `value` surely takes its first turn."""
    return truth(value) is True and isinstance(value, Constant | Many)


def ancestors(symbol: Symbol, project: Project) -> Thrown | None:
    """The exception class that `symbol` names, or None when it names something else."""
    if isinstance(symbol.definition, Class):
        names: set[str] = set()
        known = True
        for base in project.mro(symbol.definition):
            if base is None:
                known = False
            else:
                names.add(base.name)
                if isinstance(base, Symbol):
                    names |= _outside_ancestors(base.name, project)
                    known = known and project.knowledge.is_plain(base.name)
        return Thrown(symbol.name, frozenset(names), open=not known)
    is_function = symbol.name.startswith("builtins.") and not builtin_ancestors(symbol.name)
    if symbol.definition is None and symbol.name and not is_function:
        return Thrown(
            symbol.name,
            frozenset({symbol.name}) | _outside_ancestors(symbol.name, project),
            open=not project.knowledge.is_plain(symbol.name),
        )
    return None


def exception_class(symbol: Symbol, project: Project) -> Thrown | None:
    """The exception class that `symbol` surely names; unlike `ancestors` it takes no unknown name for one."""
    if isinstance(symbol.definition, Class):
        bases = [base.name for base in project.mro(symbol.definition) if isinstance(base, Symbol)]
    else:
        bases = [symbol.name]
    known = any(builtin_ancestors(name) or name in project.knowledge.ancestors for name in bases)
    return ancestors(symbol, project) if known else None


def is_exception(symbol: Symbol, name: str, project: Project) -> bool:
    """Whether `symbol` names the exception class `name` or one that derives from it."""
    thrown = ancestors(symbol, project)
    return thrown is not None and thrown.is_a(name) is True


def _outside_ancestors(name: str, project: Project) -> frozenset[str]:
    known = builtin_ancestors(name) or project.knowledge.ancestors.get(name)
    return known or builtin_ancestors("Exception")


def raised_by(value: Value, project: Project) -> Thrown:
    """What `raise value` raises."""
    match value:
        case Instance(thrown=thrown) | TypeOf(thrown=thrown):
            return thrown
        case Named(symbol=symbol):
            return ancestors(symbol, project) or ANY_ERROR
    return ANY_ERROR


def catches(handler: Value, thrown: Thrown, project: Project) -> bool | None:
    """Whether `except handler` catches `thrown`."""
    match handler:
        case Many(items=items):
            answers = [catches(item, thrown, project) for item in items]
            return True if True in answers else None if None in answers else False
        case TypeOf(thrown=same):
            return thrown.is_a(same.name)
        case Named(symbol=symbol):
            return _named_catches(symbol, thrown, project)
    return None


def _named_catches(symbol: Symbol, thrown: Thrown, project: Project) -> bool | None:
    if isinstance(symbol.definition, ast.expr) and symbol.module is not None:
        match symbol.definition:
            case ast.Tuple(elts=parts):
                pass
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                parts = [left, right]
            case _:
                return None
        found = [project.resolve(part, symbol.module) for part in parts]
        answers = [_named_catches(part, thrown, project) if part else None for part in found]
        return True if True in answers else None if None in answers else False
    answer = thrown.is_a(symbol.name)
    if answer is False and symbol.definition is None and not project.knowledge.is_plain(symbol.name):
        return None  # a name from an unknown package may be another name of the same class
    return answer


def compare(operator: ast.cmpop, left: Value, right: Value, project: Project) -> bool | None:
    """Whether `left <operator> right` holds."""
    match operator:
        case ast.Eq() | ast.Is():
            return _same(left, right, project)
        case ast.NotEq() | ast.IsNot():
            return _inverse(_same(left, right, project))
        case ast.In():
            return _contains(right, left, project)
        case ast.NotIn():
            return _inverse(_contains(right, left, project))
    return None


def _same(left: Value, right: Value, project: Project) -> bool | None:
    match left, right:
        case Constant(value=a), Constant(value=b):
            return a == b
        case (TypeOf(thrown=thrown), Named(symbol=symbol)) | (Named(symbol=symbol), TypeOf(thrown=thrown)):
            if symbol.definition is None and not project.knowledge.is_plain(symbol.name):
                return None
            return None if thrown.open else thrown.name == symbol.name
        case (Constant(), other) | (other, Constant()) if not isinstance(other, Named) and truth(other):
            return False  # an object that is no constant is neither None nor a text
    return None


def _contains(container: Value, item: Value, project: Project) -> bool | None:
    match container, item:
        case Many(items=items), _:
            answers = [_same(item, one, project) for one in items]
            return True if True in answers else None if None in answers else False
        case Constant(value=str(text)), Constant(value=str(part)):
            return part in text
        case Namespace(cls=cls, inherited=False), Constant(value=str(name)):
            return name in cls.scope.names
    return None


def _inverse(answer: bool | None) -> bool | None:
    return None if answer is None else not answer
