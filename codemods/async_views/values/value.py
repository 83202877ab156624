"""What an expression of a function stands for, as far as that tells whether to touch it is to ask the database."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace

from channels_fix.module import Class
from channels_fix.resolution import Symbol


class Kind(enum.Enum):
    """What sort of thing a value is."""

    PLAIN = "plain"
    """Data that asks nobody for anything: text, numbers, JSON, and containers of it."""
    NAMED = "named"
    """A module, class or function: the value's `symbol`."""
    REQUEST = "request"
    USER = "user"
    """`request.user`: a lazy object that asks the database when it is first touched."""
    SESSION = "session"
    MODEL = "model"
    """An instance of a model: of the value's `cls`, or else of the model called `name`, if that is known."""
    QUERYSET = "queryset"
    ROWS = "rows"
    """A queryset, or a list of what one gave: which of the two depends on what was done before."""
    MANAGER = "manager"
    RELATED = "related manager"
    FORM = "form"
    RESPONSE = "response"
    """What a view gives back."""
    INSTANCE = "instance"
    """An instance of the class `name` of another package."""
    OBJECT = "object"
    """An instance of the class `cls` of the project."""
    FOREIGN = "foreign"
    """Something that another package made, and of which no more is known; the package is `name`."""
    CONTAINER = "container"
    """A list, tuple, set or dictionary of the value `element`."""
    ONE_OF = "one of several"
    """One of the objects, classes and functions in `among`, where one that is not known stands for anything else."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Value:
    """What an expression stands for; what is not known of it is None or empty.

    Attributes:
        kind: What sort of thing it is.
        name: The full name of its class, if that is not one of the project; `None` of the constant.
        cls: Its class, or of a queryset and a manager the model, if that is one of the project.
        element: What it holds, or gives when it is iterated over.
        symbol: Of something named what the name stands for.
        loaded: The relations that were loaded with a model instance, or are with those of a queryset.
        whole: Whether no field of a model instance is left to be loaded later.
        fresh: Whether a queryset was made by the expression itself, and has not asked the database yet.
        parts: What a tuple holds, one by one, if that is known.
        makers: The classes of the project that give a manager or queryset further methods.
        among: What it is one of, if that is several things of which each has to be looked at.
    """

    kind: Kind
    name: str = ""
    cls: Class | None = None
    element: Value | None = None
    symbol: Symbol | None = None
    loaded: frozenset[str] = frozenset()
    whole: bool = True
    fresh: bool = False
    parts: tuple[Value, ...] = ()
    makers: tuple[Class, ...] = ()
    among: tuple[Value, ...] = ()

    @property
    def each(self) -> tuple[Value, ...]:
        """All that it may be, one by one."""
        return self.among or (self,)

    @property
    def is_known(self) -> bool:
        """Whether there is nothing that it may be and that is not known."""
        return all(one.kind is not Kind.UNKNOWN for one in self.each)

    @property
    def is_none(self) -> bool:
        """Whether it is the constant None."""
        return self.kind is Kind.PLAIN and self.name == "None"

    @property
    def row(self) -> Value:
        """What iterating over it gives."""
        match self.kind:
            case Kind.PLAIN | Kind.FOREIGN:
                return replace(self, name="") if self.is_none else self
            case Kind.CONTAINER | Kind.QUERYSET | Kind.ROWS:
                return self.element or UNKNOWN
            case Kind.INSTANCE if self.element is not None:
                return self.element
        return UNKNOWN


ERROR = "builtins.Exception"
"""What an error of another package is called that somebody catches."""
PLAIN = Value(Kind.PLAIN)
NONE = Value(Kind.PLAIN, "None")
UNKNOWN = Value(Kind.UNKNOWN)
LAZY = frozenset({Kind.QUERYSET, Kind.ROWS})
"""What asks the database when somebody iterates over it, measures it or tests whether it is empty."""
MANAGERS = frozenset({Kind.MANAGER, Kind.RELATED})
RUNNING = frozenset({Kind.OBJECT, Kind.NAMED, Kind.ONE_OF})
"""What runs code of its own when it is called, or one of its methods is: several of these do not agree on anything."""


def container(values: Iterable[Value | None]) -> Value:
    """A container of some values."""
    return Value(Kind.CONTAINER, element=joined(values))


def tuple_of(values: Iterable[Value | None]) -> Value:
    """A tuple of some values, one by one."""
    parts = tuple(value or UNKNOWN for value in values)
    return Value(Kind.CONTAINER, element=joined(parts), parts=parts)


def joined(values: Iterable[Value | None]) -> Value | None:
    """What a name stands for that stands for one of several values; None for no value at all."""
    found: Value | None = None
    for value in values:
        if value is not None:
            found = value if found is None else _both(found, value)
    return found


def _both(first: Value, second: Value) -> Value:
    if first == second:
        return first
    for one, other in ((first, second), (second, first)):
        if one.is_none:
            return replace(other, name="") if other.kind is Kind.PLAIN else other
    kinds = {first.kind, second.kind}
    if kinds & RUNNING and kinds <= RUNNING | {Kind.FOREIGN, Kind.INSTANCE, Kind.PLAIN, Kind.UNKNOWN}:
        return Value(Kind.ONE_OF, among=tuple(dict.fromkeys([*first.each, *second.each])))
    if len(kinds) == 1:
        return _alike(first, second)
    for one, other in ((first, second), (second, first)):
        found = _mixed(one, other)
        if found is not None:
            return found
    return UNKNOWN


def _alike(first: Value, second: Value) -> Value:
    """What two different values of one kind have in common."""
    kind = first.kind
    element = joined([first.element, second.element])
    same = (first.cls, first.name, first.makers) == (second.cls, second.name, second.makers)
    match kind:
        case Kind.PLAIN | Kind.FOREIGN:
            return Value(kind)
        case Kind.CONTAINER:
            pairs = zip(first.parts, second.parts, strict=False) if len(first.parts) == len(second.parts) else ()
            return Value(kind, element=element, parts=tuple(joined(pair) or UNKNOWN for pair in pairs))
        case Kind.MODEL | Kind.QUERYSET | Kind.ROWS | Kind.MANAGER | Kind.RELATED if same:
            loaded, whole = first.loaded & second.loaded, first.whole and second.whole
            fresh = first.fresh and second.fresh
            return replace(first, element=element, loaded=loaded, whole=whole, fresh=fresh)
        case Kind.MODEL | Kind.QUERYSET | Kind.ROWS:
            return Value(kind, element=element, whole=False)
        case Kind.RESPONSE | Kind.FORM | Kind.USER:
            return Value(kind, cls=first.cls if same else None)
    return UNKNOWN


def _mixed(one: Value, other: Value) -> Value | None:
    """What values of two kinds have in common, if `one` is the one that decides; else None."""
    if one.kind is Kind.FOREIGN and other.kind is Kind.PLAIN:
        return one
    if one.kind is Kind.CONTAINER and other.kind in {Kind.PLAIN, Kind.FOREIGN}:
        return replace(one, element=joined([one.element, replace(other, name="")]), parts=())
    if one.kind in LAZY and other.kind in {Kind.CONTAINER, Kind.ROWS, Kind.QUERYSET}:
        return replace(one, kind=Kind.ROWS, element=joined([one.element, other.element]), fresh=False, makers=())
    if one.kind is Kind.QUERYSET and other.kind in MANAGERS:
        return replace(one, fresh=False, whole=False) if one.cls == other.cls else None
    if one.kind is Kind.USER and other.kind is Kind.MODEL:
        return replace(other, loaded=frozenset())
    return None
