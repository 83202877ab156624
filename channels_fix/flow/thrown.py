"""Exceptions in flight: of which classes they are."""

from __future__ import annotations

import builtins
from dataclasses import dataclass


@dataclass(frozen=True)
class Thrown:
    """A class of exceptions in flight.

    `ancestors` holds the full names of the class and its bases. An `open` one may have more of them than are known.
    """

    name: str
    ancestors: frozenset[str]
    open: bool = False
    inside: Thrown | None = None
    """For an exception group the exception that it holds."""

    def is_a(self, name: str) -> bool | None:
        """Whether it is caught by `name`; None when that cannot be known."""
        if name in self.ancestors:
            return True
        return None if self.open else False


def builtin_ancestors(name: str) -> frozenset[str]:
    """The full names of a built-in exception class and its bases; empty when `name` is none."""
    cls = getattr(builtins, name.removeprefix("builtins."), None)
    if not (isinstance(cls, type) and issubclass(cls, BaseException)):
        return frozenset()
    return frozenset(f"builtins.{base.__name__}" for base in cls.__mro__ if base is not object)


SOME_ERROR = Thrown("<error>", frozenset({"<error>"}) | builtin_ancestors("Exception"))
"""An exception of a class that nobody names: only a handler for every `Exception` catches it."""

ANY_ERROR = Thrown("<any error>", SOME_ERROR.ancestors, open=True)
"""An exception of some class or other: whether it is a `KeyError` cannot be known."""


def group_of(thrown: Thrown) -> Thrown:
    """The exception group with `thrown` in it."""
    return Thrown("builtins.ExceptionGroup", GROUP_CLASSES, inside=thrown)


GROUP_CLASSES = frozenset(
    f"builtins.{n}" for n in ("ExceptionGroup", "BaseExceptionGroup", "Exception", "BaseException")
)
"""Spelled out: Python 3.10 does not have them."""
