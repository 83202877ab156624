"""What an expression of a function stands for, as far as that tells whether to touch it is to ask the database."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from channels_fix.module import Class
from channels_fix.project import Symbol


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
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Value:
    """What an expression stands for; what is not known of it is None or empty."""

    kind: Kind
    name: str = ""
    cls: Class | None = None
    element: Value | None = None
    symbol: Symbol | None = None


PLAIN = Value(Kind.PLAIN)
UNKNOWN = Value(Kind.UNKNOWN)
