"""Puts the steps of a clean-up into the order and the form in which a second cancellation does not cut them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from channels_fix.bindings import Function, is_bound_anywhere
from channels_fix.edits.functions import InsertApartBelow
from channels_fix.excerpts import shifted
from channels_fix.imports import reference
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.cancellation.cleaning.callees import MANY
from codemods.cancellation.cleaning.place import Place

METHOD = "_clean_up"

_BOUND_TO_THE_CLAUSE = {"super", "__class__", "locals", "exception", "exc_info", "format_exc", "print_exc"}
"""What does something else in a function that runs as a task of its own."""


@dataclass(frozen=True)
class Item:
    """A step, or a block of statements that stay together.

    Attributes:
        code: The statements.
        awaits: How often they suspend the task.
        guarded: Whether they are for messages other than the disconnect only.
        shared: Whether every clause of the class that does this does it in the same words.
        block: Whether it is more than one call, with names of its own.
        leaves: Whether a path leaves the clause in the middle of it.
        name: The name of the exception in it.
    """

    code: str
    awaits: int
    guarded: bool = False
    shared: bool = False
    block: bool = False
    leaves: bool = False
    name: str = ""

    @property
    def is_call(self) -> bool:
        """Whether it is one call that is awaited."""
        match ast.parse(self.code).body:
            case [ast.Expr(value=ast.Await(value=ast.Call()))]:
                return True
        return False


@dataclass(frozen=True)
class Written:
    """The statements of a clause, and what else they need."""

    code: str
    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportedName, ...] = ()


def write(items: Sequence[Item], guard: str, place: Place, project: Project) -> Written:
    """Write the statements.

    Args:
        items: What is to be done, in the order of importance.
        guard: The condition for the guarded ones, empty if they need none.
        place: Where the clause stands.
        project: The index.
    """
    ordered = _synchronous_first(items)
    first = next((index for index, item in enumerate(ordered) if item.awaits), len(ordered))
    shield, needed = reference(place.module, project, "asyncio", "shield", place.within)
    found = list(ordered[:first])
    edits: list[Edit] = []
    for run in _runs(ordered[first:], place):
        if len(run) > 1 or (run[0].awaits >= MANY and not run[0].is_call and _can_be_function(run[0], place)):
            together, added = _together(run, guard, shield, place, project)
            space = "\n" if found and together.code.startswith("async def ") and not together.guarded else ""
            found.append(replace(together, code=space + together.code))
            edits += added
        else:
            found.append(_shielded(run[0], shield) if run[0].awaits >= MANY and run[0].is_call else run[0])
    imports = (needed,) if needed and any(item not in ordered for item in found) else ()
    return Written(_plain(found, guard, place), tuple(edits), imports)


def _runs(items: Sequence[Item], place: Place) -> list[list[Item]]:
    """The items in runs that can be one function; what the clause did before was not shielded if it stands alone."""
    found: list[list[Item]] = []
    alone = True
    for item in items:
        was_alone, alone = alone, item.block and not _can_be_function(item, place)
        if alone or was_alone:
            found.append([item])
        else:
            found[-1].append(item)
    return found


def _synchronous_first(items: Sequence[Item]) -> list[Item]:
    """The items with the synchronous ones in front, as far as they have nothing to do with those that they pass."""
    found: list[Item] = []
    for item in items:
        index = len(found)
        if not item.awaits:
            while index and found[index - 1].awaits and not _names(item) & _names(found[index - 1]):
                index -= 1
        found.insert(index, item)
    return found


def _names(item: Item) -> set[str]:
    """The local names and attributes of instances that an item speaks of."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(item.code)):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                found.add(f"{owner}.{name}")
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
    calls = {
        node.func.value.id
        for node in ast.walk(ast.parse(item.code))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
    }
    return found | {f"{name}" for name in calls - {"self"}}


def _shielded(item: Item, shield: str) -> Item:
    inner = item.code.removeprefix("await ").rstrip("\n")
    return Item(f"await {shield}({inner})\n", 1, item.guarded)


def _plain(items: Sequence[Item], guard: str, place: Place) -> str:
    """The items one after the other, the guarded ones under their condition."""
    found: list[str] = []
    under = False
    for item in items:
        if item.guarded and guard:
            if not under:
                found.append(f"if {guard}:\n")
            found.append(shifted(item.code, place.indent))
        else:
            found.append(item.code)
        under = item.guarded
    return "".join(found)


def _together(
    run: Sequence[Item], guard: str, shield: str, place: Place, project: Project
) -> tuple[Item, tuple[Edit, ...]]:
    """One coroutine with all that is awaited, under one shield."""
    guarded = bool(guard) and all(item.guarded for item in run)
    body = "".join(item.code for item in run) if guarded or not guard else _plain(run, guard, place)
    if all(item.shared for item in run) and (guarded or not guard):
        name, edits = _method(body, place, project)
        if name:
            return Item(f"await {shield}({place.receiver}.{name}())\n", 1, guarded), edits
    name = _free("clean_up", place)
    return Item(f"async def {name}():\n{shifted(body, place.indent)}\nawait {shield}({name}())\n", 1, guarded), ()


def _can_be_function(item: Item, place: Place) -> bool:
    """Whether statements do the same in a function of their own, one that may go on when the clause has ended."""
    tree = ast.parse(item.code)
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    if item.leaves or item.name or any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(tree)):
        return False
    if any(isinstance(node, ast.Raise | ast.Return | ast.Global | ast.Nonlocal) for node in ast.walk(tree)):
        return False
    named = {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tree)}
    return not named & _BOUND_TO_THE_CLAUSE and not stored & _names_outside(place)


def _names_outside(place: Place) -> set[str]:
    """The names that the function uses outside of the clause."""
    inside = set(ast.walk(place.handler)) if place.handler else set()
    nodes = [node for node in ast.walk(place.function) if node not in inside] if place.function else []
    return {node.id if isinstance(node, ast.Name) else getattr(node, "arg", None) or "" for node in nodes}


def _method(body: str, place: Place, project: Project) -> tuple[str, tuple[Edit, ...]]:
    """A method of the class, the same for all its clauses, or an empty name where it cannot be put."""
    cls = place.cls
    if cls is None:
        return "", ()
    methods = [one for one in cls.node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    anchor = next((one for one in methods if one.name == "disconnect"), methods[-1] if methods else None)
    if anchor is None:
        return "", ()
    line = [one for one in (*project.mro(cls), *project.descendants(cls)) if isinstance(one, Class)]
    if any(is_bound_anywhere(one.node, METHOD) or _speaks_of(one.node, METHOD) for one in line):
        return "", ()
    if any(isinstance(node, ast.Try) for one in line if one is not cls for node in ast.walk(one.node)):
        return "", ()  # another class of the line may get one of that name
    code = f"async def {METHOD}({place.receiver}):\n{shifted(body, place.indent)}"
    return METHOD, (InsertApartBelow(place.module.span(anchor), code),)


def _speaks_of(root: ast.AST, name: str) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == name for node in ast.walk(root))


def _free(name: str, place: Place) -> str:
    functions: Sequence[Function] = place.within[:1]
    taken = {
        node.id if isinstance(node, ast.Name) else getattr(node, "name", "")
        for function in functions
        for node in ast.walk(function)
    }
    numbered = (name, *(f"{name}_{number}" for number in range(2, 100)))
    return next(one for one in numbered if one not in taken)
