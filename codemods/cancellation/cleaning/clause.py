"""Puts the steps of a clean-up into the order and the form in which a second cancellation does not cut them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function, is_bound_anywhere
from channels_fix.edits.functions import InsertApartBelow
from channels_fix.imports import reference
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.cancellation.cleaning.callees import MANY
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.source import shifted

METHOD = "_clean_up"


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
    awaited = [item for item in ordered if item.awaits]
    if len(awaited) < MANY and all(item.awaits < MANY for item in awaited):
        return Written(_plain(ordered, guard))
    if len(awaited) == 1 and not awaited[0].block and awaited[0].code.startswith("await "):
        shield, needed = reference(place.module, project, "asyncio", "shield", place.within)
        shielded = [_shielded(item, shield) if item is awaited[0] else item for item in ordered]
        return Written(_plain(shielded, guard), (), (needed,) if needed else ())
    return _together(ordered, guard, place, project)


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


def _plain(items: Sequence[Item], guard: str) -> str:
    """The items one after the other, the guarded ones under their condition."""
    found: list[str] = []
    under = False
    for item in items:
        if item.guarded and guard:
            if not under:
                found.append(f"if {guard}:\n")
            found.append(shifted(item.code))
        else:
            found.append(item.code)
        under = item.guarded
    return "".join(found)


def _together(items: Sequence[Item], guard: str, place: Place, project: Project) -> Written:
    """One coroutine with all that is awaited, under one shield."""
    shield, needed = reference(place.module, project, "asyncio", "shield", place.within)
    imports = (needed,) if needed else ()
    first = next(index for index, item in enumerate(items) if item.awaits)
    before, inside = list(items[:first]), list(items[first:])
    while inside and inside[0].block and not _can_be_function(inside[0], place):
        before.append(inside.pop(0))  # what the clause did before was not shielded either
    if not inside:
        return Written(_plain(before, guard))
    if len(inside) == 1 and not inside[0].block and inside[0].code.startswith("await "):
        last = _shielded(inside[0], shield) if inside[0].awaits >= MANY else inside[0]
        return Written(_plain([*before, last], guard), (), imports if inside[0].awaits >= MANY else ())
    guarded = bool(guard) and all(item.guarded for item in inside)
    body = "".join(item.code for item in inside) if guarded or not guard else _plain(inside, guard)
    if all(item.shared for item in inside) and (guarded or not guard):
        name, edits = _method(body, place, project)
        if name:
            call = Item(f"await {shield}({place.receiver}.{name}())\n", 1, guarded)
            return Written(_plain([*before, call], guard), edits, imports)
    name = _free("clean_up", place)
    inner = f"async def {name}():\n{shifted(body)}\nawait {shield}({name}())\n"
    return Written(_plain([*before, Item(inner, 1, guarded)], guard), (), imports)


def _can_be_function(item: Item, place: Place) -> bool:
    """Whether statements do the same in a function of their own, one that may go on when the clause has ended."""
    tree = ast.parse(item.code)
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    function = place.function
    outside = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)} if function else set()
    if item.leaves or item.name or any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(tree)):
        return False
    if any(isinstance(node, ast.Raise | ast.Return | ast.Global | ast.Nonlocal) for node in ast.walk(tree)):
        return False
    inherits = any(
        isinstance(node, ast.Name) and node.id in {"super", "__class__", "locals"} for node in ast.walk(tree)
    )
    return not inherits and not stored & outside - {place.receiver}


def _method(body: str, place: Place, project: Project) -> tuple[str, tuple[Edit, ...]]:
    """A method beside the one of the place, or an empty name if there is none to put it behind."""
    method, cls = place.method, place.cls
    if method is None or cls is None or method not in cls.node.body:
        return "", ()
    heirs = [*project.mro(cls), *project.descendants(cls)]
    if any(
        is_bound_anywhere(one.node, METHOD) or _speaks_of(one.node, METHOD) for one in heirs if isinstance(one, Class)
    ):
        return "", ()
    code = f"async def {METHOD}({place.receiver}):\n{shifted(body)}"
    return METHOD, (InsertApartBelow(place.module.span(method), code),)


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
