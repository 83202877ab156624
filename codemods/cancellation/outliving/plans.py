"""Plans how a task is kept and ended, or says what to do by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.edits.statements import InsertAfter, ReplaceStatement
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.cancellation.outliving.holding import Holding, UnfitError
from codemods.cancellation.outliving.outliving import Outliving
from codemods.cancellation.outliving.runs import own
from codemods.cancellation.outliving.starts import Kind
from codemods.cancellation.outliving.whereabouts import How, parents_in
from codemods.consumers import Consumer
from codemods.disconnects import ending_of, has_disconnect, hindrance
from codemods.own_tasks import ONCE, Keeper, OwnTask, kept, source_of
from codemods.stop_consumer.looping.inline import MAX_DEPTH

BY_HAND = "keep the task on `self`, and cancel and await it in `{}.{}()`; not done here: {}"

DOUBT = "the task is cancelled at its next `await` when the client leaves, and an error in it shows then"

OTHERS = {
    Kind.THREAD: (
        "a thread cannot be cancelled: keep a `threading.Event` on `self`, let the loop in `{work}` ask it with "
        "`is_set()` or wait with `wait(timeout)`, and set it in `{owner}.disconnect()`"
    ),
    Kind.TIMER: "keep the timer on `self` and call its `cancel()` in `{owner}.disconnect()`",
    Kind.GROUP: (
        "leave the group in `{owner}.disconnect()` after its tasks are cancelled, or keep tasks of its own on `self` "
        "and cancel and await them there"
    ),
}
OTHERS[Kind.JOB] = OTHERS[Kind.THREAD]


@dataclass(frozen=True)
class Plan:
    """The edits that end one task. `doubt` says what a person should look at."""

    edits: tuple[Edit, ...]
    imports: tuple[ImportedName, ...]
    doubt: str = ""


def planned(found: Sequence[Outliving], project: Project) -> Iterator[tuple[Outliving, Plan | str]]:
    """Yield each fault with the plan for it, or with what to do by hand and why it is not done."""
    keepers: dict[Class, Keeper] = {}
    for fault in sorted(found, key=lambda fault: fault.start.call.lineno):
        cls = fault.method.cls
        assert cls is not None
        reason = _hindrance(fault, cls, project)
        if reason:
            yield fault, reason
            continue
        if cls not in keepers:
            keepers[cls] = Keeper(cls, project, [*fault.consumers, *fault.ended])
        try:
            yield fault, _Planner(fault, cls, keepers[cls]).plan()
        except UnfitError as unfit:
            yield fault, BY_HAND.format(cls.node.name, ending_of(cls), unfit)


def _hindrance(fault: Outliving, cls: Class, project: Project) -> str:
    """Why nothing is done, with what to do by hand; nothing if the task can be ended."""
    owner = fault.consumers[0].cls.node.name if len(fault.consumers) == 1 else cls.node.name
    if fault.start.kind is not Kind.TASK:
        return OTHERS[fault.start.kind].format(work=fault.work.name, owner=owner)
    if fault.ended:
        return _not_called(fault.consumers, fault.ended)
    if any(consumer.sync for consumer in fault.consumers):
        return f"let the task ask a flag that `{owner}.disconnect()` sets: a sync consumer cannot await a task"
    if any("http" in consumer.protocols for consumer in fault.consumers):
        return f"keep the task on `self`, and cancel and await it in `{owner}.disconnect()`"
    ending = ending_of(cls)
    if ending == "disconnect" and any(not has_disconnect(consumer.cls, project) for consumer in fault.consumers):
        return (
            "keep the task on `self`; cancel and await it in `websocket_disconnect()` before that raises StopConsumer; "
            "a consumer without a generic base class has no `disconnect()` where this could be put"
        )
    reason = fault.work.hindrance() or hindrance(cls, fault.consumers, project, ending, logged=True)
    if not reason and fault.work.writes and not fault.work.goes_on:
        reason = f"`{fault.work.writes}` in it would be cut short; if that must be done, await the task there instead"
    if not reason and fault.method.function not in fault.start.place.scopes:
        reason = f"it is started in `{fault.start.place.function.name}`, outside of the class"
    return BY_HAND.format(cls.node.name, ending, reason) if reason else ""


def _not_called(hurt: Sequence[Consumer], ended: Sequence[Consumer]) -> str:
    heirs = " and ".join(sorted(consumer.cls.node.name for consumer in hurt))
    base = min(ended, key=lambda consumer: consumer.cls.node.lineno).cls.node.name
    return f"{base} ends the task, {heirs} not: call `await super().disconnect(code)` in its `disconnect()`"


class _Planner:
    """Plans for one fault.

    Args:
        fault: The fault.
        cls: The class in which the task is started.
        keeper: What writes into the class.
    """

    def __init__(self, fault: Outliving, cls: Class, keeper: Keeper) -> None:
        self.fault = fault
        self.start = fault.start
        self.cls = cls
        self.keeper = keeper
        self.module = cls.module
        self.ending = ending_of(cls)
        self.runs = fault.work.runs
        self.parents = parents_in(self.start.place.function, self.runs.project)
        keeper.imports = set()

    def plan(self) -> Plan:
        """The edits; raises `UnfitError` with the reason if there are none that are right."""
        if not self.fault.kept:
            return self._new()
        order = [How.ATTRIBUTE, How.COLLECTION, How.MAPPING, How.NESTED, How.SHARED]
        place = min(self.fault.kept, key=lambda kept: (order.index(kept.how), kept.name))
        if place.how is How.SHARED:
            raise UnfitError(f"`{place.name}` holds it, which all consumers share")
        holding = Holding(place, self.fault, self.cls)
        task = holding.task()
        single = not task.items and self._runs_once and holding.is_only
        safe = single and self.fault.work.goes_on and not self.fault.work.writes and self._is_last
        doubt = "" if safe else self._doubt
        if not task.items and not single:
            doubt += f"; a task that takes the place of another one in `{task.attribute}` leaves that running"
        at_the_end = safe and self.cls.method("disconnect") is not None and not self._is_empty
        edits = [*self.keeper.attributes([task]), *self.keeper.disconnect([task], self.ending, at_the_end=at_the_end)]
        return Plan(tuple(edits), tuple(sorted(self.keeper.imports)), doubt)

    @property
    def _doubt(self) -> str:
        writes = self.fault.work.writes
        return f"{DOUBT}; it also writes, with `{writes}`, which may be cut short" if writes else DOUBT

    # A task that nobody keeps ----------------------------------------------------------------------------------------

    def _new(self) -> Plan:
        """Keep the task in a new attribute."""
        statement = self._statement()
        base = self.fault.work.name.rpartition(".")[2].strip("_") or "own"
        if not base.isidentifier():
            base = "own"
        once = self._runs_once
        task = OwnTask(self.keeper.free(f"{base}_task"), first="None")
        if not once:
            task = OwnTask(self.keeper.free(f"{base}_tasks"), items="{}", first="frozenset()")
        edits = [
            *self.keeper.attributes([task]),
            *self.keeper.disconnect([task], self.ending),
            self._keep(statement, task),
        ]
        return Plan(tuple(edits), tuple(sorted(self.keeper.imports)), self._doubt)

    def _statement(self) -> ast.stmt:
        node: ast.AST = self.start.call
        while not isinstance(node, ast.stmt):
            node = self.parents[node]
        return node

    def _keep(self, statement: ast.stmt, task: OwnTask) -> Edit:
        me, span, call = self.start.place.receiver, self.module.span(statement), self.start.call
        match statement:
            case ast.Expr(value=value) if value is call:
                return ReplaceStatement(span, kept(task, me, source_of(call, statement, self.module)))
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is call:
                return InsertAfter(span, kept(task, me, name))
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is call:
                return InsertAfter(span, kept(task, me, name))
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=value)) as outer) if value is call and not task.items:
                rest = source_of(outer, statement, self.module)[len(source_of(call, statement, self.module)) :]
                attribute = f"{me}.{task.attribute}"
                return ReplaceStatement(
                    span, f"{attribute} = {source_of(call, statement, self.module)}\n{attribute}{rest}\n"
                )
        raise UnfitError("it is started inside of a longer statement")

    # Where it is started ---------------------------------------------------------------------------------------------

    @property
    def _runs_once(self) -> bool:
        """Whether it is started once in a connection: in a handler for that, or in what only that calls, once."""
        method = self.fault.method
        node: ast.AST = self.start.call
        if self.start.place.function is not method.function:
            return False
        for _ in range(MAX_DEPTH):
            if _is_repeated(node, parents_in(method.function, self.runs.project)):
                return False
            if method.function.name in ONCE:
                return True
            uses = [
                (place, call)
                for place in self.runs.functions
                for call in own(place.function)
                if isinstance(call, ast.Attribute) and call.attr == method.function.name
            ]
            if len(uses) != 1 or uses[0][0].cls is None:
                return False
            method, node = uses[0]
        return False

    @property
    def _is_empty(self) -> bool:
        own = self.cls.method("disconnect")
        return own is not None and all(_does_nothing(statement) for statement in own.body)

    @property
    def _is_last(self) -> bool:
        """Whether the end can be put where nothing comes behind that an error of the task would skip."""
        own = self.cls.method("disconnect")
        if self.ending != "disconnect" or not self._nothing_follows:
            return False
        if own is None:
            return not self.keeper.is_inherited
        return self._is_empty or _runs_through(own)

    @property
    def _nothing_follows(self) -> bool:
        """Whether no override around `disconnect()` goes on when that has returned, or handles its errors."""
        lines = [self.runs.project.mro(consumer.cls) for consumer in self.fault.consumers]
        heirs = {base for line in lines for base in line[: line.index(self.cls)] if isinstance(base, Class)}
        everyone = {base for line in lines for base in line if isinstance(base, Class)}
        overrides = [
            *(heir.method("disconnect") for heir in heirs),
            *(base.method("websocket_disconnect") for base in everyone),
        ]
        around = [method for base in everyone if (method := base.method("dispatch")) is not None]
        if any(isinstance(node, ast.ExceptHandler) for method in around for node in ast.walk(method)):
            return False
        return all(_ends_with_the_call(method) for method in overrides if method is not None)


def _ends_with_the_call(function: Function) -> bool:
    """Whether a method calls nothing more once it has called what it overrides, or `disconnect()`."""
    names = {"disconnect", "websocket_disconnect"}
    for index, statement in enumerate(function.body):
        called = {node.attr for node in ast.walk(statement) if isinstance(node, ast.Attribute)}
        if isinstance(statement, ast.Expr | ast.Return) and called & names:
            rest = [one for one in function.body[index + 1 :] if not isinstance(one, ast.Raise)]
            return not any(isinstance(node, ast.Call) for one in rest for node in ast.walk(one))
    return False


def _is_repeated(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether a node stands in a loop."""
    while node in parents:
        node = parents[node]
        if isinstance(node, ast.For | ast.AsyncFor | ast.While | ast.ListComp | ast.SetComp | ast.GeneratorExp):
            return True
    return False


def _does_nothing(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def _runs_through(function: Function) -> bool:
    """Whether the end of a function is reached unless something fails."""
    return not any(isinstance(node, ast.Return | ast.Raise | ast.Yield) for node in ast.walk(function))
