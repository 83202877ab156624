"""What the clause that catches the cancellation now does, to be done in the new clause, too."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.project import Project
from codemods.cancellation.cleaning.acts import acts_of
from codemods.cancellation.cleaning.answering import Answers
from codemods.cancellation.cleaning.callees import Callee, awaits_in, own_nodes
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.source import Line, Scissors, indented, text_of
from codemods.cancellation.cleaning.surroundings import finals
from codemods.stop_consumer.effects import has_effects

_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_STEP = "    "


@dataclass(frozen=True)
class Body:
    """What is left of a clause once its exits are a raise and the client gets no answer.

    Attributes:
        code: Its statements at no indent, without a raise at their end.
        awaits: How often they suspend the task.
        acts: What they do on the way.
        name: The name of the exception, if they use it.
        kept: Whether they stay where they are, so that `code` is empty.
        leaves: Whether some path leaves them before their end.
        reason: Why they cannot be written down once more.
    """

    code: str = ""
    awaits: int = 0
    acts: frozenset[str] = frozenset()
    name: str = ""
    kept: bool = False
    leaves: bool = False
    reason: str = ""


class CannotCopyError(Exception):
    """A path through the clause cannot end in the raise; the text says why."""


def handler_body(place: Place, caller: Callee, project: Project) -> Body:
    """Look at the clause that catches the cancellation now.

    Args:
        place: The try statement with the clause.
        caller: The function.
        project: The index.
    """
    handler = place.handler
    if handler is None:
        return Body()
    if _names_it_alone(handler, place, project):
        leaves = any(_leaves(statement, at_end=statement is handler.body[-1]) for statement in handler.body)
        awaits = awaits_in(handler.body, caller, project)
        return Body("", awaits, acts_of(handler.body, caller, project), kept=True, leaves=leaves)
    copy = _Copy(place, Answers(caller, project), handler)
    try:
        lines = copy.block(copy.needed(handler.body), last=True)
    except CannotCopyError as error:
        return Body(reason=str(error))
    code = text_of(lines)
    used = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    name = handler.name if handler.name in used else None
    written = copy.written
    awaits = awaits_in(written, caller, project)
    return Body(code, awaits, acts_of(written, caller, project), name or "", leaves=copy.leaves)


def _names_it_alone(handler: ast.ExceptHandler, place: Place, project: Project) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    for kind in kinds:
        symbol = project.resolve(kind, place.module, place.within) if kind else None
        if symbol is None or symbol.name != "asyncio.CancelledError":
            return False
    return True


def _leaves(statement: ast.stmt, *, at_end: bool) -> bool:
    """Whether a path leaves the clause in a statement, other than by being its end."""
    if isinstance(statement, _LEAVING):
        return not at_end
    return any(_exits(statement))


def _exits(root: ast.AST, *, in_loop: bool = False) -> list[ast.stmt]:
    """The statements inside of `root` that leave what it stands in."""
    if isinstance(root, _SCOPES):
        return []
    if isinstance(root, ast.Return | ast.Raise) or (isinstance(root, ast.Break | ast.Continue) and not in_loop):
        return [root]
    found: list[ast.stmt] = []
    for field, value in ast.iter_fields(root):
        inner = in_loop or (isinstance(root, _LOOPS) and field == "body")
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
                found += _exits(child, in_loop=inner)
    return found


class _Copy:
    """Writes the statements of a clause down once more."""

    def __init__(self, place: Place, answers: Answers, handler: ast.ExceptHandler) -> None:
        self.place = place
        self.answers = answers
        self.handler = handler
        self.scissors = Scissors(place.module)
        self.leaves = False
        self.written: list[ast.AST] = []

    # What is left out ------------------------------------------------------------------------------------------------

    def needed(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        """The statements without assignments that nothing reads once the others are gone."""
        kept = list(body)
        while True:
            dead = next((one for one in kept if self._is_dead(one, kept)), None)
            if dead is None:
                return kept
            kept.remove(dead)

    def _is_dead(self, statement: ast.stmt, kept: Sequence[ast.stmt]) -> bool:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)])
                | ast.AugAssign(target=ast.Name(id=name))
                | ast.AnnAssign(target=ast.Name(id=name))
            ):
                if self._does_something(statement):
                    return False
            case _:
                return False
        function = self.place.function
        if function is None:
            return False
        others = [one for one in kept if one is not statement and not self._is_gone(one)]
        inner = [node for node in ast.walk(function) if isinstance(node, _SCOPES) and node is not function]
        shared = any(isinstance(node, ast.Global | ast.Nonlocal) and name in node.names for node in ast.walk(function))
        elsewhere = [*finals(self.place), *inner]
        return not shared and not any(_reads(one, name) for one in (*others, *elsewhere))

    def _does_something(self, statement: ast.Assign | ast.AugAssign | ast.AnnAssign) -> bool:
        return statement.value is not None and self.answers.is_missed(statement.value)

    def _is_gone(self, statement: ast.stmt) -> bool:
        """Whether nothing is written of a statement, or only that the path leaves there."""
        if isinstance(statement, ast.Return) and statement.value is not None:
            return not self.answers.is_missed(statement.value)
        if isinstance(statement, ast.Raise) and statement.exc is not None:
            return not self.answers.is_missed(statement.exc)
        return self.answers.is_dropped(statement)

    # What is written -------------------------------------------------------------------------------------------------

    def block(self, body: Sequence[ast.stmt], *, last: bool, in_loop: bool = False) -> list[Line]:
        """The lines of some statements.

        Args:
            body: The statements.
            last: Whether the raise of the clause comes right behind them.
            in_loop: Whether they stand in a loop of the clause.
        """
        found: list[Line] = []
        for index, statement in enumerate(body):
            at_end = last and index == len(body) - 1
            if isinstance(statement, ast.Return | ast.Raise) or (
                isinstance(statement, ast.Break | ast.Continue) and not in_loop
            ):
                return [*found, *self._exit(statement, at_end=last)]
            if self.answers.is_dropped(statement):
                continue
            found += self._statement(statement, last=at_end, in_loop=in_loop)
        return found

    def _exit(self, statement: ast.stmt, *, at_end: bool) -> list[Line]:
        value = getattr(statement, "value", None) or getattr(statement, "exc", None)
        found: list[Line] = []
        if isinstance(value, ast.expr) and not _is_name(value, self.handler.name) and self.answers.is_missed(value):
            self.written.append(value)
            found = self.scissors.cut(value)
        if not at_end:
            self.leaves = True
            found.append(Line("raise"))
        return found

    def _statement(self, statement: ast.stmt, *, last: bool, in_loop: bool) -> list[Line]:
        if not self._changes(statement, in_loop=in_loop):
            self.written.append(statement)
            return _without_else(self.scissors.cut(statement))
        match statement:
            case ast.If():
                return self._if(statement, last=last, in_loop=in_loop)
            case ast.For() | ast.AsyncFor() | ast.While():
                return self._loop(statement, last=last, in_loop=in_loop)
            case ast.With() | ast.AsyncWith():
                if not last and _exits(statement, in_loop=in_loop):
                    raise CannotCopyError("the clause leaves a `with` block, which would see an error instead")
                body = self.block(statement.body, last=last, in_loop=in_loop)
                if not body:
                    return []
                item = statement.items[-1]
                self.written += [one.context_expr for one in statement.items]
                header = self.scissors.header(statement, item.optional_vars or item.context_expr)
                return [*header, *indented(body, _STEP)]
            case ast.Try():
                return self._try(statement, last=last, in_loop=in_loop)
        raise CannotCopyError("the clause leaves in a way that cannot be turned into a raise")

    def _changes(self, statement: ast.stmt, *, in_loop: bool) -> bool:
        """Whether a statement cannot be written as it is."""
        if isinstance(statement, _SCOPES):
            return False
        inner = (node for node in own_nodes([statement]) if isinstance(node, ast.stmt) and node is not statement)
        return bool(_exits(statement, in_loop=in_loop)) or any(
            self.answers.is_dropped(node) and not isinstance(node, ast.Pass) for node in inner
        )

    def _if(self, node: ast.If, *, last: bool, in_loop: bool) -> list[Line]:
        body = self.block(node.body, last=last, in_loop=in_loop)
        orelse = self.block(node.orelse, last=last, in_loop=in_loop)
        if not body and not orelse and not has_effects(ast.Expr(node.test)):
            return []
        self.written.append(node.test)
        header = _without_else(self.scissors.header(node, node.test))
        found = [*header, *indented(body or [Line("pass")], _STEP)]
        if orelse and len(node.orelse) == 1 and orelse[0].text.startswith("if "):
            return [*found, Line(f"el{orelse[0].text}"), *orelse[1:]]
        return [*found, Line("else:"), *indented(orelse, _STEP)] if orelse else found

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, *, last: bool, in_loop: bool) -> list[Line]:
        behind = node.test if isinstance(node, ast.While) else node.iter
        body = self.block(node.body, last=False, in_loop=True)
        orelse = self.block(node.orelse, last=last, in_loop=in_loop)
        if not body and not has_effects(ast.Expr(behind)) and not isinstance(node, ast.AsyncFor):
            return orelse
        self.written.append(node if isinstance(node, ast.AsyncFor) else behind)
        if any(isinstance(one, ast.Await) for one in own_nodes(node.body)):
            self.written.append(node)
        found = [*self.scissors.header(node, behind), *indented(body or [Line("pass")], _STEP)]
        return [*found, Line("else:"), *indented(orelse, _STEP)] if orelse else found

    def _try(self, node: ast.Try, *, last: bool, in_loop: bool) -> list[Line]:
        inside = [*node.body, *node.orelse] if node.handlers else []
        if not (last and not node.orelse) and any(_exits(one, in_loop=in_loop) for one in inside):
            raise CannotCopyError("the clause leaves an inner `try`, whose clauses might catch the raise")
        parts = [one for handler in node.handlers for one in handler.body]
        if any(_exits(one, in_loop=in_loop) for one in node.finalbody):
            raise CannotCopyError("the clause leaves in a `finally`")
        if not last and any(_exits(one, in_loop=in_loop) for one in parts):
            raise CannotCopyError("the clause leaves in an inner clause, where a raise would mean another error")
        if any(isinstance(one, ast.Raise) for part in parts for one in _exits(part, in_loop=in_loop)):
            raise CannotCopyError("the clause raises in an inner clause, where a raise would mean another error")
        before = self.leaves
        body = self.block(node.body, last=last and not node.orelse, in_loop=in_loop)
        orelse = self.block(node.orelse, last=last, in_loop=in_loop)
        final = self.block(node.finalbody, last=False, in_loop=in_loop)
        if not body:
            return [*orelse, *final]
        found = [Line("try:"), *indented(body, _STEP)]
        for handler in node.handlers:
            lines = self.block(handler.body, last=last, in_loop=in_loop)
            found += [*self.scissors.header(handler, handler.type), *indented(lines or [Line("pass")], _STEP)]
        if self.leaves is not before:
            raise CannotCopyError("the clause leaves an inner `try`, whose clauses might catch the raise")
        if orelse:
            found += [Line("else:"), *indented(orelse, _STEP)]
        if final:
            found += [Line("finally:"), *indented(final, _STEP)]
        return found if node.handlers or final else body


def _without_else(lines: list[Line]) -> list[Line]:
    """The lines of an `elif` as those of an `if`."""
    return [Line(lines[0].text.removeprefix("el")), *lines[1:]] if lines[0].text.startswith("elif") else lines


def _reads(root: ast.AST, name: str) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load) for node in ast.walk(root)
    )


def _is_name(value: ast.expr, name: str | None) -> bool:
    return isinstance(value, ast.Name) and value.id == name
