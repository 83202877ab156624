"""Plans how a loop leaves its handler: as a task kept on the consumer, cancelled and awaited in `disconnect()`."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.edits.functions import InsertApartAbove, InsertApartBelow, MoveLastStatement, PrependToFunction
from channels_fix.edits.statements import InsertAfter, ReplaceStatement
from channels_fix.imports import reference
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.stop_consumer.looping.blocked import Blocked
from codemods.stop_consumer.looping.moving import Move, by_hand, moves
from codemods.stop_consumer.mends import names_in

ONCE = frozenset({"connect", "websocket_connect"})
"""Handlers that run once in a connection."""

DOUBT = (
    "the handler no longer waits for the loop: messages that came after it are handled while it runs, and an error in "
    "it shows when the client leaves"
)


@dataclass(frozen=True)
class Background:
    """The edits that move one loop. `doubt` says what a person should look at."""

    edits: tuple[Edit, ...]
    imports: tuple[ImportedName, ...]
    doubt: str = DOUBT


def in_background(found: Sequence[Blocked], project: Project) -> dict[ast.AST, Background | str]:
    """Plan for each loop how it is moved, or say what to do and why it is not.

    The loops of one class share the edits of its `disconnect()`, so that these are the same whichever are made.
    """
    plans: dict[ast.AST, Background | str] = {}
    by_class: dict[Class, list[tuple[Blocked, Move]]] = {}
    for fault in found:
        move = moves(fault, project)
        if isinstance(move, str):
            plans[fault.loop] = move
        else:
            assert fault.handler.cls is not None
            by_class.setdefault(fault.handler.cls, []).append((fault, move))
    for cls, movable in by_class.items():
        moved = Counter(fault.handler.function for fault, move in movable if move.call is None)
        chosen = [(fault, move) for fault, move in movable if move.call or moved[fault.handler.function] == 1]
        plans |= {fault.loop: by_hand(fault, "the handler has several loops") for fault, _ in movable}
        if chosen:
            plans |= _Plan(cls, project, chosen).backgrounds()
    return plans


class _Plan:
    """The edits of one class.

    Args:
        cls: The class.
        project: The index.
        chosen: The loops that are moved, in the order of the text.
    """

    def __init__(self, cls: Class, project: Project, chosen: list[tuple[Blocked, Move]]) -> None:
        self.cls = cls
        self.module = cls.module
        self.project = project
        self.chosen = sorted(chosen, key=lambda pair: pair[0].handler.function.lineno)
        self.imports: set[ImportedName] = set()
        self.used = _names_used(cls, project, chosen)
        handlers = dict.fromkeys(fault.handler.function for fault, _ in self.chosen)
        self.tasks = {handler: self._free(_task_name(handler.name)) for handler in handlers}

    def backgrounds(self) -> dict[ast.AST, Background | str]:
        """The edits for each loop, those that they share first."""
        shared = [*self._attributes(), *self._disconnect()]
        needed = frozenset(self.imports)
        plans: dict[ast.AST, Background | str] = {}
        for fault, move in self.chosen:
            self.imports = set(needed)
            edit = self._move(fault, move)
            plans[fault.loop] = Background((*shared, edit), tuple(sorted(self.imports)))
        return plans

    def _free(self, name: str) -> str:
        free = next(one for one in (name, *(f"{name}_{number}" for number in range(2, 1000))) if one not in self.used)
        self.used.add(free)
        return free

    def _name(self, source: str, name: str, within: Function | None) -> str:
        functions = (*self.cls.within, within) if within else self.cls.within
        text, needed = reference(self.module, self.project, source, name, functions)
        if needed is not None:
            self.imports.add(needed)
        return text

    # The handler -----------------------------------------------------------------------------------------------------

    def _move(self, fault: Blocked, move: Move) -> Edit:
        function = fault.handler.function
        create, me, task = self._name("asyncio", "create_task", function), fault.handler.receiver, self.tasks[function]
        method = ""
        if move.call is None:
            method = self._free(f"_{function.name}_loop")
            call = f"{me}.{method}({', '.join(move.parameters)})"
        else:
            call = ast.get_source_segment(self.module.text, move.call) or ast.unparse(move.call)
        if function.name in ONCE:
            code = f"{me}.{task} = {create}({call})\n"
        else:
            kept = f"{me}.{task} = {{task for task in {me}.{task} if not task.done()}}\n"
            code = f"{kept}{me}.{task}.add({create}({call}))\n"
        if not method:
            return ReplaceStatement(self.module.span(move.statement), code)
        header = f"async def {method}({', '.join([me, *move.parameters])})"
        return MoveLastStatement(self.module.span(function), header, code, move.branches)

    # The class -------------------------------------------------------------------------------------------------------

    def _attributes(self) -> list[Edit]:
        """Give the attributes their first values, in the class: a disconnect may come before there is a task."""
        values = {True: "None", False: "frozenset()"}
        code = "".join(f"{task} = {values[handler.name in ONCE]}\n" for handler, task in self.tasks.items())
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

    def _disconnect(self) -> list[Edit]:
        """End the tasks first of all: what follows may close what they use, or return."""
        own = self.cls.method("disconnect")
        code = self._stops(own)
        if own is not None:
            return [PrependToFunction(self.module.span(own), code)]
        lines = [f"    {line}\n" for line in code.splitlines()]
        if _is_inherited(self.cls, self.chosen[0][0], self.project):
            lines.append("    await super().disconnect(code)\n")
        last = self.chosen[0][0].handler.function
        return [InsertApartBelow(self.module.span(last), f"async def disconnect(self, code):\n{''.join(lines)}")]

    def _stops(self, own: Function | None) -> str:
        cancelled = self._name("asyncio", "CancelledError", own)
        suppress = self._name("contextlib", "suppress", own)
        me = own.args.args[0].arg if own else "self"
        names = names_in(own) if own else set()
        item = next(name for name in ("task", "loop_task", "running_task", "_task") if name not in names)
        code = ""
        for handler, name in self.tasks.items():
            task = f"{me}.{name}"
            if handler.name in ONCE:
                code += (
                    f"if {task} is not None:\n    {task}.cancel()\n"
                    f"    with {suppress}({cancelled}):\n        await {task}\n"
                )
            else:
                code += (
                    f"for {item} in {task}:\n    {item}.cancel()\n"
                    f"for {item} in {task}:\n    with {suppress}({cancelled}):\n        await {item}\n"
                )
        return code


def _task_name(name: str) -> str:
    return f"{name}_task" if name in ONCE else f"{name}_tasks"


def _is_inherited(cls: Class, fault: Blocked, project: Project) -> bool:
    """Whether a class above has a `disconnect()` that does something, as far as that is known."""
    for inline in fault.inlines:
        line = project.mro(inline.consumer.cls)
        for base in line[line.index(cls) + 1 :]:
            if isinstance(base, Class) and "disconnect" in base.scope.names:
                return True
            if base is None or (not isinstance(base, Class) and not base.name.startswith("channels.")):
                return True
    return False


def _names_used(cls: Class, project: Project, chosen: Iterable[tuple[Blocked, Move]]) -> set[str]:
    """The names that the consumer's classes use, and their heirs."""
    modules: set[Module] = {cls.module}
    for fault, _ in chosen:
        for inline in fault.inlines:
            modules |= {base.module for base in project.mro(inline.consumer.cls) if isinstance(base, Class)}
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
