"""Writes the `__call__` that cleans up whatever a consumer does when it is cancelled, waiting for a message included.

The disconnect message may have been received, and wait behind a long handler, when the server gives up. Only `dispatch`
knows that it is being handled, so it takes a note of each message: the clean-up is made once, and not for a consumer
that has not handled anything yet.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from channels_fix.bindings import Function
from channels_fix.edits.blocks import GuardStatement
from channels_fix.edits.clauses import InsertHandler
from channels_fix.edits.functions import InsertMethod, InsertMethodAbove, PrependToFunction
from channels_fix.edits.statements import InsertBefore
from channels_fix.excerpts import shifted
from channels_fix.imports import reference
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.rule import Edit, Fix, ImportedName, Position, Span
from codemods.cancellation.cleaning.cleanup import Place, cleanup_at
from codemods.cancellation.covering.clauses import refused
from codemods.cancellation.covering.passing import Passage
from codemods.consumers import Consumer
from codemods.targets import signatures_of

NOTES = ("message_type", "handled_message_type", "last_handled_message_type")
"""What the attribute may be called that holds the type of the message being handled."""

PARAMETERS = ("scope", "receive", "send")
WHAT = "clean up in `__call__` when the consumer is cancelled"


@dataclass(frozen=True)
class Whole:
    """What is written for one consumer."""

    fix: Fix | None = None
    doubt: str = ""
    reason: str = ""


def whole(consumer: Consumer, heirs: Sequence[Consumer], called: Passage | None, project: Project) -> Whole:
    """Make a consumer clean up in its `__call__`.

    Args:
        consumer: The consumer.
        heirs: Those that inherit what is written.
        called: Its own `__call__`, if it has one.
        project: The index.
    """
    return _Writer(consumer, heirs, called, project).write()


@dataclass(frozen=True)
class _Writer:
    consumer: Consumer
    heirs: Sequence[Consumer]
    called: Passage | None
    project: Project

    @property
    def cls(self) -> Class:
        return self.consumer.cls

    def write(self) -> Whole:
        body = self.cls.node.body
        if body[0].lineno == self.cls.node.lineno or not _plain(body):
            return Whole(reason="the class has no place for another method: add a `__call__` that cleans up by hand")
        note = self._note()
        noted = self._noted(note) if note else None
        if not note or noted is None:
            return Whole(reason="the class has a `dispatch` that does not name its message: clean up by hand")
        place = self._place()
        if place is None:
            return Whole(reason="its `__call__` does more than to await the library's: clean up there by hand")
        consumers = [self.consumer, *self.heirs]
        cleanups = [cleanup_at(replace(place, consumer=one), self.project) for one in consumers]
        cleanup = cleanups[0]
        reason = refused(cleanups, consumers)
        if reason:
            return Whole(reason=reason)
        name, needed = reference(self.cls.module, self.project, "asyncio", "CancelledError", place.within)
        guarded = f'if self.{note} not in (None, "websocket.disconnect"):\n{shifted(cleanup.code, place.indent)}raise\n'
        clause = f"except {name}:\n{shifted(guarded, place.indent)}"
        edits = (*cleanup.edits, *self._calling(note, clause), *noted, *self._inserted(self._methods(note, clause)))
        imports: tuple[ImportedName, ...] = (*cleanup.imports, *([needed] if needed else []))
        return Whole(Fix(WHAT, edits, imports), cleanup.doubt)

    # The note of the message -----------------------------------------------------------------------------------------

    def _note(self) -> str:
        """A name for the attribute that nothing in the consumer, its bases and heirs has."""
        line = [base for base in self.project.mro(self.cls) if isinstance(base, Class)]
        used = {
            name
            for cls in (*line, *self.project.descendants(self.cls))
            for node in ast.walk(cls.node)
            for name in (getattr(node, "attr", ""), getattr(node, "id", ""), getattr(node, "name", ""))
        }
        return next((name for name in NOTES if name not in used), "")

    def _noted(self, note: str) -> list[Edit] | None:
        """The edits by which `dispatch` notes each message; None if it does not name it."""
        own = self.cls.method("dispatch")
        if own is None:
            return None if "dispatch" in self.cls.scope.names else []
        given = [argument.arg for argument in (*own.args.posonlyargs, *own.args.args)]
        names = self.project.function_scope(own).names
        if len(given) < 2 or any(len(names.get(name, ())) != 1 for name in given[:2]):
            return None
        return [PrependToFunction(self.cls.module.span(own), f'{given[0]}.{note} = {given[1]}["type"]\n')]

    # The `__call__` --------------------------------------------------------------------------------------------------

    def _place(self) -> Place | None:
        """Where the clause is to stand, in the class as it is or as it will be."""
        if self.called is None:
            return self._future_place()
        method = self.called.method
        guards = [guard.node for guard in self.called.tries]
        if not guards and _call_in(method) is not None:
            guards = [_try_around(_call_in(method) or method.body[0])]
        top = [node for node in guards if node in method.body or not self.called.tries]
        if len(top) != 1 or any(guard.handler for guard in self.called.tries):
            return None
        return Place(self.cls.module, (*self.cls.within, method), self.cls, top[0], None, self.consumer)

    def _future_place(self) -> Place | None:
        if "__call__" in self.cls.scope.names:
            return None
        anchor = self._anchor()[0]
        method = ast.parse(self._call("", "")).body[0]
        assert isinstance(method, ast.AsyncFunctionDef)
        for node in ast.walk(method):
            ast.copy_location(node, anchor)
        node = ast.ClassDef(
            self.cls.node.name, self.cls.node.bases, self.cls.node.keywords, [*self.cls.node.body, method], []
        )
        future = replace(self.cls, node=ast.copy_location(node, self.cls.node), instead_of=self.cls)
        guard = next(node for node in method.body if isinstance(node, ast.Try))
        return Place(self.cls.module, (*self.cls.within, method), future, guard, None, self.consumer)

    def _calling(self, note: str, clause: str) -> list[Edit]:
        """The edits that put the clause around the library's `__call__`."""
        if self.called is None:
            return []
        module, method = self.cls.module, self.called.method
        start = f"{method.args.args[0].arg}.{note} = None\n"
        if self.called.tries:
            span = module.span(self.called.tries[0].node)
            return [InsertBefore(span, start), InsertHandler(span, 0, clause)]
        call = _call_in(method)
        assert call is not None
        span = module.span(call)
        return [InsertBefore(span, start), GuardStatement(span, clause)]

    def _call(self, note: str, clause: str) -> str:
        signatures = signatures_of(self.cls.module, self.project)
        given = ", ".join(signatures.call if signatures else PARAMETERS)
        start = f"    self.{note} = None\n" if note else ""
        rest = clause or "finally:\n    pass\n"
        return (
            f"async def __call__(self, {given}):\n{start}"
            f"    try:\n        await super().__call__({given})\n{shifted(rest, '    ')}"
        )

    def _methods(self, note: str, clause: str) -> list[str]:
        """The methods that are added, in order."""
        added = [self._call(note, clause)] if self.called is None else []
        if self.cls.method("dispatch") is None:
            added.append(
                f"async def dispatch(self, message):\n"
                f'    self.{note} = message["type"]\n'
                f"    await super().dispatch(message)\n"
            )
        return added

    def _inserted(self, methods: Sequence[str]) -> list[Edit]:
        """The edits that add methods where the first ones of the class stand."""
        if not methods:
            return []
        anchor, behind = self._anchor()
        span = self.cls.module.span(anchor)
        if not behind:
            return [InsertMethodAbove(span, code) for code in methods]
        below = Span(span.start, Position(span.end.row + 1, 1))  # the empty line may count as the next one's
        return [InsertMethod(below, code) for code in reversed(methods)]  # each goes right behind the statement

    def _anchor(self) -> tuple[ast.stmt, bool]:
        """The statement beside which the methods go, and whether they go behind it."""
        body = self.cls.node.body
        functions = [node for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        made = [node for node in functions if node.name in {"__init__", "__call__"}]
        if made:
            return made[-1], True
        before = body[: body.index(functions[0])] if functions else _plain(body)
        if _plain(before[-1:]):
            return before[-1], True
        first = functions[0].decorator_list[0] if functions[0].decorator_list else functions[0]
        above = self.cls.module.lines[first.lineno - 2].strip()
        return functions[0], above.startswith("#")  # a comment stays with its method


def _plain(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements without classes: what is put behind one of these would be taken for a part of it."""
    return [node for node in body if not isinstance(node, ast.ClassDef)]


def _call_in(method: Function) -> ast.Expr | ast.Return | None:
    """The statement of a `__call__` that only awaits the library's, if it is one of the method's own."""
    found = [statement for statement in method.body if "__call__" in ast.unparse(statement)]
    match found:
        case [(ast.Expr(value=awaited) | ast.Return(value=awaited)) as statement] if isinstance(
            awaited, ast.Await
        ) and _is_call(awaited.value):
            return statement
    return None


def _is_call(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "__call__"


def _try_around(statement: ast.stmt) -> ast.Try:
    return ast.copy_location(ast.Try([statement], [], [], [ast.copy_location(ast.Pass(), statement)]), statement)
