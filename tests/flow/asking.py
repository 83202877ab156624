"""Small functions that are asked: does a `KeyError` from `lib.risky()` or `await lib.arisky()` leave you?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question
from channels_fix.flow.states import Frame, Outcome
from channels_fix.flow.thrown import Thrown, builtin_ancestors
from channels_fix.flow.values import Constant, Named, Object, Routine, Source, Tagged, Value
from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.resolution import Knowledge

KEY = Thrown("builtins.KeyError", builtin_ancestors("KeyError"))
WORD = Tagged("word")

PRELUDE = """\
import asyncio
import contextlib
import functools
import lib
import vendor
from typing import TYPE_CHECKING

BROAD = (ValueError, Exception)
NARROW = (ValueError, OSError)
NESTED = NARROW + (KeyError,)
ODD_SUM = NARROW + unknown()
NAMES = {"risky", "other"}
LIMIT = 3


class Own(KeyError):
    pass


class Strange(make_base()):
    pass


class Far(vendor.Error):
    pass


"""


@dataclass(frozen=True)
class LibDomain:
    """Knows that `lib.risky()` raises, and that `ask` is given a word."""

    project: Project
    sources: frozenset[str] = frozenset({"risky", "arisky"})

    def attribute(self, owner: Value, name: str, frame: Frame) -> Value | None:
        del frame
        if isinstance(owner, Named | Object) and name in self.sources:
            return Source(is_async=name == "arisky")
        return None

    def item(self, owner: Value, key: Value) -> Value | None:
        return Constant("text") if owner == WORD and key == Constant("kind") else None

    def call(self, function: Value, arguments: Sequence[Value]) -> Value | None:
        del function, arguments
        return None


def module(text: str) -> tuple[Project, Module]:
    """A project of one module."""
    project = Project((), lambda roots: [], Knowledge(packages=frozenset({"lib"})))
    return project, project.add(Path("/nowhere/m.py"), text)


def outcomes(
    body: str, above: str = "", thrown: Thrown = KEY, mends: Mends | None = None, *, anything_raises: bool = False
) -> list[Outcome]:
    """Follow `async def ask(self, word)` with the given body, a method of a class below `above`."""
    text = f"{PRELUDE}{above}\n\nclass Subject(Parent):\n    async def ask(self, word):\n{indent(body, ' ' * 8)}\n"
    project, found = module(text)
    return follow(project, found, thrown, mends, anything_raises=anything_raises)


def follow(
    project: Project, found: Module, thrown: Thrown = KEY, mends: Mends | None = None, *, anything_raises: bool = False
) -> list[Outcome]:
    """Follow `Subject.ask` of a module."""
    cls = found.classes["Subject"]
    method = cls.method("ask")
    assert method is not None
    question = Question(thrown, LibDomain(project), mends or Mends(), thrown, anything_raises)
    routine = Routine(method, found, (), cls, (Object(cls),), is_async=True)
    return Interpreter(project, question).follow(routine, (WORD,))


def ways(body: str, above: str = "", thrown: Thrown = KEY) -> list[str]:
    """How control leaves, in words; a question mark where that rests on something undecided."""
    return sorted({_in_words(outcome) for outcome in outcomes(body, above, thrown)})


def _in_words(outcome: Outcome) -> str:
    raised = outcome.thrown.name.removeprefix("builtins.") if outcome.thrown else ""
    return f"{outcome.exit.value} {raised}".strip() + "?" * (not outcome.state.certain)
