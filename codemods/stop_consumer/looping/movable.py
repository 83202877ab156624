"""Says whether a statement of a handler can go on by itself, as a task that is cancelled in the end."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.bindings import all_arguments
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from codemods.stop_consumer.looping.blocked import Blocked
from codemods.stop_consumer.looping.cancelling import Cancelling
from codemods.stop_consumer.looping.inline import Place, reached


@dataclass(frozen=True)
class Tail:
    """A statement with which a function ends; `before` has run when it begins."""

    statement: ast.stmt
    branches: tuple[bool, ...]
    before: tuple[ast.stmt, ...]


class Content:
    """What runs in the task.

    Args:
        fault: The loop.
        tail: The statement that is moved.
        project: The index.
    """

    def __init__(self, fault: Blocked, tail: Tail, project: Project) -> None:
        self.fault = fault
        self.tail = tail
        self.project = project
        self.handler = fault.handler
        self.function = fault.handler.function

    def hindrance(self) -> str:
        """Why the statement cannot become a task, if it cannot."""
        last = self.tail.statement
        if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(self.function)):
            return "the handler is a generator"
        inside = [last, *own_nodes(last)]
        if any(isinstance(node, ast.Return) and node.value is not None for node in inside):
            return "the loop gives the handler a result"
        cancelling = Cancelling(self.fault.inlines[0], "the loop", (self.fault.loop,))
        for place, root in self._run():
            reason = cancelling.hindrance(place, [root, *own_nodes(root)])
            if reason:
                return reason
        if not any(self._suspends(node) for node in inside):
            return "the loop never gives way to other code, so a task would not be cancelled"
        return ""

    def _run(self) -> Iterator[tuple[Place, ast.AST]]:
        """What runs in the task."""
        inline = self.fault.inlines[0]
        inside = set(ast.walk(self.tail.statement))
        yield self.handler, self.tail.statement
        starts = [target for step in inline.steps(self.handler) if step.node in inside for target in step.targets]
        for place in reached(inline, starts):
            yield place, place.function

    def _suspends(self, node: ast.AST) -> bool:
        """Whether a node surely lets other code run: a send does not on every server."""
        match node:
            case ast.Await(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute))):
                own = name == self.handler.receiver
                targets = self.fault.inlines[0].method(attribute) if own else ()
                return not (own and attribute.startswith(("send", "close", "accept"))) or any(
                    self._suspends(inner) for target in targets for inner in own_nodes(target.function)
                )
        return isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith)

    def parameters(self) -> tuple[str, ...] | str:
        """The local names that the moved statement reads, or why they cannot be handed over."""
        function, receiver = self.function, self.handler.receiver
        if any(isinstance(node, ast.Global | ast.Nonlocal) for node in ast.walk(function)):
            return "the handler declares global names"
        inside = set(ast.walk(self.tail.statement))
        read = {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        read |= {name for node in inside if isinstance(node, ast.AugAssign) for name in _targets(node.target)}
        bound = {node.id for node in inside if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
        for inner in ast.walk(function):
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and inner is not function:
                names = {node.id for node in ast.walk(inner) if isinstance(node, ast.Name)}
                if inner not in inside and names & bound:
                    return "the loop shares names with inner functions"
        if receiver in bound:
            return f"the loop sets `{receiver}`"
        given = [argument.arg for argument in all_arguments(function.args)]
        needed = [name for name in dict.fromkeys([*given, *_bound(self.tail.before)]) if name in read - {receiver}]
        scope = self.project.function_scope(function).names
        own = {name for name in read if name in scope and name != receiver and name not in needed}
        outside = _names_bound(node for node in ast.walk(function) if node not in inside)
        unsure = sorted(own & outside)
        if unsure:
            return f"`{unsure[0]}` may not be set where the loop begins"
        return tuple(needed)


def _bound(before: Sequence[ast.stmt]) -> list[str]:
    """The names that are surely set behind some statements."""
    found: list[str] = []
    for statement in before:
        match statement:
            case ast.Assign(targets=targets):
                found += [name for target in targets for name in _targets(target)]
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is not None:
                found.append(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.append(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                found += [alias.asname or alias.name.partition(".")[0] for alias in aliases]
            case ast.Delete():
                found = []
    return found


def _targets(target: ast.expr) -> list[str]:
    return [node.id for node in ast.walk(target) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]


def _names_bound(nodes: Iterator[ast.AST]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.alias(name=name, asname=asname):
                found.add(asname or name.partition(".")[0])
    return found
