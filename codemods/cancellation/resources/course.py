"""Follows a resource through a function: what has become of it at each place where a cancellation may arrive."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from channels_fix.bindings import Function
from codemods.cancellation.resources.acquired import Resource
from codemods.cancellation.resources.scopes import SCOPES, own_nodes
from codemods.cancellation.resources.states import (
    HOLDING,
    NEVER,
    Ends,
    LostError,
    Point,
    State,
    States,
    asks_only,
    bound_to,
)


@dataclass
class Course:
    """The way of one resource through its function."""

    resource: Resource
    plain: bool = False
    """Whether no error comes: no handler is entered."""
    points: dict[ast.AST, Point] = field(default_factory=dict)
    ends: States = NEVER
    """What it may be when the function ends without an error."""
    _raised: States = NEVER
    _inside: tuple[ast.Try, ...] = ()
    _under: tuple[ast.Try, ...] = ()
    _seen: list[set[State]] = field(default_factory=list)

    @classmethod
    def of(cls, resource: Resource, function: Function, *, plain: bool = False) -> Course:
        """Follow `resource` through `function`.

        Args:
            resource: The resource.
            function: The function.
            plain: Whether to see only what happens without any error.

        Returns:
            The course.

        Raises:
            LostError: It cannot be followed.
        """
        course = cls(resource, plain)
        is_local = resource.kind is not None and "." not in resource.key
        ends = course.block(function.body, frozenset({State.UNBOUND if is_local else State.OTHER}))
        course.ends = ends.normal | ends.returns
        return course

    def leaves_held(self, body: Sequence[ast.stmt]) -> bool:
        """Whether a block that is entered with the resource may be left without its release, if no error comes."""
        scratch = Course(self.resource)
        ends = scratch.block(body, HOLDING)
        raised = scratch._raised
        return State.HELD in ends.normal | ends.returns | ends.breaks | ends.continues | raised

    def block(self, body: Sequence[ast.stmt], states: States) -> Ends:
        """Follow the resource through statements."""
        ends = Ends(states)
        for statement in body:
            if not ends.normal:
                break
            self._see(ends.normal)
            after = self._statement(statement, ends.normal)
            ends.join(after)
            ends.normal = after.normal
            self._see(ends.normal)
        return ends

    def _see(self, states: States) -> None:
        for seen in self._seen:
            seen.update(states)

    def _statement(self, node: ast.stmt, states: States) -> Ends:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return Ends(states)
            case ast.If(test=test):
                return self._if(node, self._evaluate(test, states))
            case ast.While(test=test):
                forever = isinstance(test, ast.Constant) and bool(test.value)
                return self._loop(node, states, [test], forever=forever)
            case ast.For(iter=over, target=target):
                states = self._evaluate(over, states)
                return self._loop(node, states, [target])
            case ast.AsyncFor(iter=over, target=target):
                states = self._evaluate(over, states)
                return self._loop(node, states, [target])
            case ast.With(items=items) | ast.AsyncWith(items=items):
                for item in items:
                    states = self._evaluate(item, states)
                self._arrive(node, states, isinstance(node, ast.AsyncWith))
                seen = set(states)
                self._seen.append(seen)
                ends = self.block(node.body, states)
                self._seen.pop()
                if not self.plain:  # it may suppress an error that came before the end of its block
                    ends.normal |= seen
                # the end of the statement: another place where it may be cancelled
                self._arrive(node, ends.normal, isinstance(node, ast.AsyncWith))
                return ends
            case ast.Try():
                return self._try(node, states)
            case ast.Match(subject=subject):
                states = self._evaluate(subject, states)
                ends = Ends(states)
                for case in node.cases:
                    after = self.block(case.body, states)
                    ends.join(after)
                    ends.normal |= after.normal
                return ends
            case ast.Return():
                return Ends(returns=self._evaluate(node, states))
            case ast.Raise():
                states = self._evaluate(node, states)
                self._see(states)
                self._raised |= states
                return Ends()
            case ast.Break():
                return Ends(breaks=states)
            case ast.Continue():
                return Ends(continues=states)
            case _ if any(isinstance(child, ast.stmt) for child in ast.iter_child_nodes(node)):
                raise LostError  # a statement with blocks that is not known here
        return Ends(self._evaluate(node, states))

    def _evaluate(self, node: ast.AST, states: States) -> States:
        """Follow the resource through what has no block in it."""
        resource = self.resource
        nodes = [node, *own_nodes(node)] if not isinstance(node, SCOPES) else []
        given_up = [one for one in nodes if one in resource.uses.releases or one in resource.uses.finishing]
        after = frozenset({State.DONE if state is State.HELD else state for state in states}) if given_up else states
        # a task that is awaited gets the cancellation; a process goes on when the wait for its end is cancelled
        covered = [one for one in given_up if resource.uses.finishing.get(one, True)]
        for one in nodes:
            if isinstance(one, ast.Await):
                releases = any(inner in covered for inner in ast.walk(one))
                self._arrive(one, after if releases else states, True)
            elif isinstance(one, ast.comprehension):
                self._arrive(one, states, bool(one.is_async))
            elif isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute):
                self._arrive(one, states, one.func.attr in {"exception", "result"})
        if node in resource.acquired:
            return self._acquire(states)
        return self._rebound(node, nodes, after)

    def _acquire(self, states: States) -> States:
        if State.HELD in states:
            raise LostError
        return HOLDING

    def _rebound(self, node: ast.AST, nodes: Sequence[ast.AST], states: States) -> States:
        """What becomes of it where a name on which it hangs gets another value."""
        bound = [
            one for one in nodes if isinstance(one, ast.Name | ast.Attribute) and not isinstance(one.ctx, ast.Load)
        ]
        for one in bound:
            if ast.unparse(one) in self.resource.parts:
                if State.HELD in states:
                    raise LostError
                return frozenset({bound_to(node, one)})
        return states

    def _arrive(self, node: ast.AST, states: States, is_point: bool) -> None:
        if is_point and states:
            known = self.points.get(node)
            if known is not None:
                known.states |= states
            else:
                self.points[node] = Point(self._inside, self._under, states)

    def _if(self, node: ast.If, states: States) -> Ends:
        then = self.block(node.body, states)
        other = self.block(node.orelse, states)
        releases = any(one in self.resource.uses.releases for part in node.body for one in ast.walk(part))
        if releases and not node.orelse and asks_only(node.test, self.resource.key):
            # `if file is not None:`, `if not task.done():`: where it is not released there is nothing to release
            other.normal = frozenset({State.DONE if state is State.HELD else state for state in other.normal})
        then.join(other)
        then.normal |= other.normal
        return then

    def _loop(
        self,
        node: ast.While | ast.For | ast.AsyncFor,
        states: States,
        header: Sequence[ast.AST],
        *,
        forever: bool = False,
    ) -> Ends:
        ends = Ends()
        entering = states
        while True:
            for part in header:
                self._see(entering)
                entering |= self._evaluate(part, entering)
            self._arrive(node, entering, isinstance(node, ast.AsyncFor))
            after = self.block(node.body, entering)
            ends.returns |= after.returns
            ends.breaks |= after.breaks
            again = entering | after.normal | after.continues
            if again == entering:
                break
            entering = again
        over = Ends() if forever else self.block(node.orelse, entering)
        return Ends(over.normal | ends.breaks, ends.returns | over.returns, over.breaks, over.continues)

    def _try(self, node: ast.Try, states: States) -> Ends:
        inside, under = self._inside, self._under
        self._under = (*under, node)
        self._inside = (*inside, node)
        seen = set(states)
        self._seen.append(seen)
        ends = self.block(node.body, states)
        self._inside = inside
        orelse = self.block(node.orelse, ends.normal)
        ends.join(orelse)
        ends.normal = orelse.normal
        for handler in [] if self.plain else node.handlers:
            after = self.block(handler.body, frozenset(seen))
            ends.join(after)
            ends.normal |= after.normal
        self._seen.pop()
        self._under = under
        if not node.finalbody:
            return ends
        return self._finally(node, ends, frozenset(seen))

    def _finally(self, node: ast.Try, ends: Ends, seen: States) -> Ends:
        final = Ends()
        ways = {}
        for way in ("normal", "returns", "breaks", "continues"):
            states = getattr(ends, way)
            after = self.block(node.finalbody, states) if states else Ends()
            final.join(after)
            ways[way] = after.normal
        if not self.plain:  # with an error on its way
            after = self.block(node.finalbody, seen)
            final.join(after)
            self._raised |= after.normal
        final.join(Ends(NEVER, ways["returns"], ways["breaks"], ways["continues"]))
        final.normal = ways["normal"]
        return final
