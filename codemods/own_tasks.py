"""Ends the tasks of a consumer in its `disconnect()`: the edits that this takes in one class."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.edits.functions import (
    AddMethod,
    AppendToFunction,
    InsertApartAbove,
    InsertApartBelow,
    PrependToFunction,
)
from channels_fix.edits.statements import InsertAfter
from channels_fix.imports import reference
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.consumers import Consumer
from codemods.facts import table
from codemods.stop_consumer.mends import names_in

ONCE = frozenset({"connect", "websocket_connect"})
"""Handlers that run once in a connection."""


@dataclass(frozen=True)
class OwnTask:
    """An attribute of a consumer that holds a task, or several.

    `items` says how to go through the tasks, with `{}` for the attribute; without it there is one, or None. `first` is
    the value that the class gives the attribute, nothing where it has one.
    """

    attribute: str
    items: str = ""
    first: str = ""


def kept(task: OwnTask, owner: str, value: str) -> str:
    """The statements that keep a new task on its owner; those that are done do not pile up there."""
    attribute = f"{owner}.{task.attribute}"
    if not task.items:
        return f"{attribute} = {value}\n"
    return f"{attribute} = {{task for task in {attribute} if not task.done()}}\n{attribute}.add({value})\n"


def source_of(node: ast.expr, statement: ast.stmt, module: Module) -> str:
    """The text of an expression in a statement, with its further lines as if the statement were not indented."""
    text = ast.get_source_segment(module.text, node) or ast.unparse(node)
    margin = module.lines[statement.lineno - 1][: statement.col_offset]
    if margin.strip() or any(isinstance(one, ast.Constant) and one.lineno != one.end_lineno for one in ast.walk(node)):
        return text
    return re.sub(rf"(\r\n?|\n){margin}", r"\1", text)


class Keeper:
    """Writes down in one class what keeps and ends tasks.

    Args:
        cls: The class.
        project: The index.
        consumers: Those that run its methods.
    """

    def __init__(self, cls: Class, project: Project, consumers: Sequence[Consumer]) -> None:
        self.cls = cls
        self.module = cls.module
        self.project = project
        self.consumers = consumers
        self.imports: set[ImportedName] = set()
        self._used = _names_used(cls, project, consumers)

    def free(self, name: str) -> str:
        """A name like this one that no attribute or variable has, and that nobody gets a second time."""
        free = next(one for one in (name, *(f"{name}_{number}" for number in range(2, 1000))) if one not in self._used)
        self._used.add(free)
        return free

    def spelled(self, source: str, name: str, within: Sequence[Function]) -> str:
        """How code in these functions names something imported; what it needs joins the imports."""
        text, needed = reference(self.module, self.project, source, name, (*self.cls.within, *within))
        if needed is not None:
            self.imports.add(needed)
        return text

    def attributes(self, tasks: Iterable[OwnTask]) -> list[Edit]:
        """Give the attributes their first values, in the class: a disconnect may come before there is a task."""
        code = "".join(f"{task.attribute} = {task.first}\n" for task in tasks if task.first)
        if not code:
            return []
        body = self.cls.node.body
        first = next(
            index for index, node in enumerate(body) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        )
        anchor = body[first - 1] if first else None
        if isinstance(anchor, ast.Assign | ast.AnnAssign):
            return [InsertAfter(self.module.span(anchor), code)]
        if first == 1 and isinstance(anchor, ast.Expr):
            return [InsertApartBelow(self.module.span(anchor), code)]
        bare = next((node for node in body[first:] if self._may_stand_above(node)), None)
        if bare is not None:
            return [InsertApartAbove(self.module.span(bare), code)]
        return [InsertApartBelow(self.module.span(body[-1]), code)]

    def _may_stand_above(self, node: ast.stmt) -> bool:
        """Whether a method begins at its span, and nothing above belongs to it."""
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.decorator_list:
            return False
        return not self.module.lines[node.lineno - 2].lstrip().startswith("#")

    def disconnect(
        self, tasks: Sequence[OwnTask], ending: str = "disconnect", *, at_the_end: bool = False
    ) -> list[Edit]:
        """End the tasks, by default first of all: what follows may close what they use, or return.

        `ending` is the method where this is done; only `disconnect` is made where there is none.
        """
        own = self.cls.method(ending)
        code = self._stops(own, tasks)
        if own is not None:
            place = self.module.span(own)
            return [AppendToFunction(place, code) if at_the_end else PrependToFunction(place, code)]
        last = "await super().disconnect(code)\n" if self.is_inherited else ""
        return [AddMethod(self.module.span(self._above()), code, "async def disconnect(self, code)", last)]

    def _above(self) -> ast.stmt:
        """The method below which `disconnect()` goes, the same one for all that need it."""
        handlers = table("loops")["handlers"]
        plain = {
            node.name: node
            for node in self.cls.node.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.decorator_list
        }
        names = [*ONCE, *handlers["calls"], *handlers["calls"].values()]
        known = sorted((plain[name] for name in names if name in plain), key=lambda node: node.lineno)
        first = next((node for node in known if node.name in ONCE), known[0] if known else None)
        return first or list(plain.values())[-1] if plain else self.cls.node.body[-1]

    def _stops(self, own: Function | None, tasks: Sequence[OwnTask]) -> str:
        within = (own,) if own else ()
        cancelled = self.spelled("asyncio", "CancelledError", within)
        suppress = self.spelled("contextlib", "suppress", within)
        me = own.args.args[0].arg if own else "self"
        names = names_in(own) if own else set()
        item = next(name for name in ("task", "loop_task", "running_task", "_task") if name not in names)
        code = ""
        for own_task in tasks:
            task = f"{me}.{own_task.attribute}"
            if not own_task.items:
                code += (
                    f"if {task} is not None:\n    {task}.cancel()\n"
                    f"    with {suppress}({cancelled}):\n        await {task}\n"
                )
            else:
                items = own_task.items.format(task)
                code += (
                    f"for {item} in {items}:\n    {item}.cancel()\n"
                    f"for {item} in {items}:\n    with {suppress}({cancelled}):\n        await {item}\n"
                )
        return code

    @property
    def is_inherited(self) -> bool:
        """Whether a class above has a `disconnect()` that does something, as far as that is known."""
        for consumer in self.consumers:
            line = self.project.mro(consumer.cls)
            for base in line[line.index(self.cls) + 1 :]:
                if isinstance(base, Class) and "disconnect" in base.scope.names:
                    return True
                if base is None or (
                    not isinstance(base, Class) and not base.name.startswith(("channels.", "builtins."))
                ):
                    return True
        return False


def _names_used(cls: Class, project: Project, consumers: Iterable[Consumer]) -> set[str]:
    """The names that the consumer's classes use, and their heirs."""
    modules: set[Module] = {cls.module}
    for consumer in consumers:
        modules |= {base.module for base in project.mro(consumer.cls) if isinstance(base, Class)}
    modules |= {heir.module for heir in project.descendants(cls)}
    used: set[str] = set()
    for module in modules:
        for node in ast.walk(module.tree):
            match node:
                case ast.Attribute(attr=name) | ast.Name(id=name) | ast.FunctionDef(name=name):
                    used.add(name)
                case ast.AsyncFunctionDef(name=name) | ast.arg(arg=name):
                    used.add(name)
    return used
