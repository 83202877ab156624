"""Plans how a loop leaves its handler: as a task kept on the consumer, cancelled and awaited in `disconnect()`."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.edits.functions import MoveLastStatement
from channels_fix.edits.statements import ReplaceStatement
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.own_tasks import ONCE, Keeper, OwnTask, kept, source_of
from codemods.stop_consumer.looping.blocked import Blocked
from codemods.stop_consumer.looping.moving import Move, by_hand, moves

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
        chosen: The loops that are moved.
    """

    def __init__(self, cls: Class, project: Project, chosen: list[tuple[Blocked, Move]]) -> None:
        self.module = cls.module
        self.chosen = sorted(chosen, key=lambda pair: pair[0].handler.function.lineno)
        consumers = {consumer.cls: consumer for fault, _ in self.chosen for consumer in fault.consumers}
        self.keeper = Keeper(cls, project, list(consumers.values()))
        handlers = dict.fromkeys(fault.handler.function for fault, _ in self.chosen)
        self.tasks = {handler: self._task(handler) for handler in handlers}

    def _task(self, handler: Function) -> OwnTask:
        if handler.name in ONCE:
            return OwnTask(self.keeper.free(f"{handler.name}_task"), first="None")
        return OwnTask(self.keeper.free(f"{handler.name}_tasks"), items="{}", first="frozenset()")

    def backgrounds(self) -> dict[ast.AST, Background | str]:
        """The edits for each loop, those that they share first."""
        tasks = list(self.tasks.values())
        shared = [*self.keeper.attributes(tasks), *self.keeper.disconnect(tasks)]
        needed = frozenset(self.keeper.imports)
        plans: dict[ast.AST, Background | str] = {}
        for fault, move in self.chosen:
            self.keeper.imports = set(needed)
            edit = self._move(fault, move)
            plans[fault.loop] = Background((*shared, edit), tuple(sorted(self.keeper.imports)))
        return plans

    def _move(self, fault: Blocked, move: Move) -> Edit:
        function, me = fault.handler.function, fault.handler.receiver
        create = self.keeper.spelled("asyncio", "create_task", (function,))
        method = ""
        if move.call is None:
            method = self.keeper.free(f"_{function.name}_loop")
            call = f"{me}.{method}({', '.join(move.parameters)})"
        else:
            call = source_of(move.call, move.statement, self.module)
        code = kept(self.tasks[function], me, f"{create}({call})")
        if not method:
            return ReplaceStatement(self.module.span(move.statement), code)
        header = f"async def {method}({', '.join([me, *move.parameters])})"
        return MoveLastStatement(self.module.span(function), header, code, move.branches)
