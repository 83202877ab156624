"""Finds where StopConsumer, or an error in its place, is lost on the way out of a consumer's method.

A fault is followed to its end: once a place that stops the exception is taken as mended, the same paths are followed
again, until the exception leaves on all of them. So every swallowing `try` on a path is found in one run, and what the
mends achieve is known before anything is edited.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from channels_fix.bindings import Function
from channels_fix.flow.handlers import is_try_star
from channels_fix.flow.question import Mends, UndecidableError
from channels_fix.flow.states import Exit, How, Outcome, Stop
from channels_fix.flow.thrown import ANY_ERROR, SOME_ERROR, Thrown
from channels_fix.module import Class
from channels_fix.project import Project
from codemods.messages import stays_whole
from codemods.stop_consumer import keepers
from codemods.stop_consumer.domain import STOP
from codemods.stop_consumer.effects import cannot_fail, does_work, has_effects
from codemods.stop_consumer.escaping import escaping
from codemods.stop_consumer.mends import Mend, end_with_raise, mend_handler, move_exit
from codemods.stop_consumer.roots import Kind, Root, ask

OTHER_TYPES = ("websocket.connect", "websocket.receive", "http.request", "some.event")
"""Messages that do not end a connection; what they can reach needs a test for the type of the message."""

MAX_ROUNDS = 40


@dataclass
class Fault:
    """A place that stops an exception which should have left.

    `mends` is empty where nothing may be changed; `reason` then says why. `doubt` says what a person should look at.
    """

    root: Root
    stop: Stop
    ends: bool = False
    """Whether the consumer ends nevertheless, with an error."""
    mends: list[Mend] = field(default_factory=list)
    reason: str = ""
    doubt: str = ""
    consumers: list[str] = field(default_factory=list)

    @property
    def place(self) -> ast.stmt | ast.ExceptHandler:
        """The node that is to blame."""
        return self.stop.place


class Analysis:
    """The faults of one method on its way out.

    Args:
        root: The method.
        project: The index.
    """

    def __init__(self, root: Root, project: Project) -> None:
        self.root = root
        self.project = project
        self.mends = Mends()
        self._reached: dict[Mends, frozenset[ast.AST]] = {}

    def stopped(self) -> list[Fault]:
        """Where StopConsumer itself is stopped."""
        return self._faults(STOP)

    def errors_stopped(self) -> list[Fault]:
        """Where an error of the disconnect code is stopped, once StopConsumer itself is not: then nobody raises it."""
        self.stopped()
        found = self._faults(SOME_ERROR)
        if not found or cannot_fail(self.root.consumer, self.root.cls, self.project):
            return []
        # a clause at fault is mended on all its paths, those for certain classes of errors among them
        return self._faults(ANY_ERROR, found)

    def _faults(self, thrown: Thrown, among: Sequence[Fault] | None = None) -> list[Fault]:
        """Find the faults for one exception and mend them; only the places that are in `among`, if it is given."""
        found = {fault.place: fault for fault in among or ()}
        hopeless = {fault.place for fault in among or () if not fault.mends}
        for _ in range(MAX_ROUNDS):
            if not self._mend_one(thrown, found, hopeless, found if among is not None else None):
                break
        return list(found.values())

    def _mend_one(
        self,
        thrown: Thrown,
        found: dict[ast.stmt | ast.ExceptHandler, Fault],
        hopeless: set[ast.stmt | ast.ExceptHandler],
        among: Container[ast.AST] | None,
    ) -> bool:
        """Mend the first place for which there is something to be done, or write down why it cannot be mended."""
        left: Fault | None = None
        for outcome, stop in self._lost(thrown, hopeless, among):
            ends = outcome.exit is Exit.RAISE
            own = Fault(self.root, stop, ends, consumers=[self.root.consumer.cls.node.name])
            fault = found.get(stop.place, own)
            mends = self._mends(outcome, stop, thrown)
            if isinstance(mends, str):
                return self._give_up(fault, mends, found, hopeless)
            fresh = [mend for mend in mends if mend.mends | self.mends != self.mends]
            if not fresh:
                left = left or fault  # the exception goes on from there and may be stopped once more
                continue
            for mend in fresh:
                self.mends |= mend.mends
                fault.mends.append(mend)
                fault.doubt = fault.doubt or mend.doubt
            found[fault.place] = fault
            return True
        return left is not None and self._give_up(
            left, "the exception goes on to be lost here: let it out by hand", found, hopeless
        )

    def _give_up(
        self,
        fault: Fault,
        reason: str,
        found: dict[ast.stmt | ast.ExceptHandler, Fault],
        hopeless: set[ast.stmt | ast.ExceptHandler],
    ) -> bool:
        fault.reason = reason
        fault.mends.clear()
        hopeless.add(fault.place)
        found[fault.place] = fault
        return True

    def _lost(
        self, thrown: Thrown, hopeless: set[ast.stmt | ast.ExceptHandler], among: Container[ast.AST] | None
    ) -> Iterator[tuple[Outcome, Stop]]:
        for outcome in self._outcomes(thrown, self.mends):
            if self._leaves(outcome, thrown) or not outcome.state.certain:
                continue
            for stop in outcome.state.stops:
                place = stop.place
                if stop.thrown == thrown and place not in hopeless and (among is None or place in among):
                    yield outcome, stop

    def _leaves(self, outcome: Outcome, thrown: Thrown) -> bool:
        """Whether a path lets the consumer end: with the exception, with another one, but not with a group of it."""
        if self.root.kind is Kind.LOOP:
            return outcome.exit is not Exit.NEVER
        # any error lets the consumer end, also in a group; but as an error, when it is StopConsumer that is in it
        in_group = outcome.thrown is not None and outcome.thrown.inside == thrown == STOP
        return outcome.exit is Exit.RAISE and not in_group

    def _outcomes(self, thrown: Thrown, mends: Mends) -> Sequence[Outcome]:
        """All ways out of the method; none when they cannot be followed."""
        try:
            return ask(self.root, self.project, thrown, mends, self.root.message_type).follow(*self.root.call)
        except UndecidableError:
            return ()

    # What to do ------------------------------------------------------------------------------------------------------

    def _mends(self, outcome: Outcome, stop: Stop, thrown: Thrown) -> list[Mend] | str:
        """The change that lets the exception out at `stop`, with what that needs; or why there is none."""
        mend = self._mend(outcome, stop, thrown)
        if isinstance(mend, str):
            return mend
        more = escaping(mend, self.mends, thrown, self.project, self._outcomes)
        return more if isinstance(more, str) else [mend, *more]

    def _mend(self, outcome: Outcome, stop: Stop, thrown: Thrown) -> Mend | str:
        """The change that lets the exception out at `stop`, or why there is none."""
        if self.root.kind is Kind.LOOP:
            return self._leave_loop(stop, thrown)
        own, leaves = self._is_own(stop), outcome.exit in {Exit.FALL, Exit.RETURN}
        ran = any(has_effects(one) and not _inside(one, stop.node) for one in outcome.state.after)
        if own and leaves and ran and stop.how not in {How.FINALLY, How.TASK}:
            # what runs after the try must still run, so the consumer is ended behind it
            return self._raise_at(outcome.node or self.root.method, None)
        if stop.how is How.FINALLY:
            assert isinstance(stop.node, ast.Try)
            return move_exit(stop.node, stop.exit, stop.frame.node)
        if thrown == STOP:
            return self._let_out(outcome, stop, own=own, ran=ran)
        if own and leaves and (stop.handler is None or is_try_star(stop.node) or stop.node in self._retried):
            # the attempts that are left must still be made; and only a clause knows that it handles an error
            return self._raise_at(outcome.node or self.root.method, None)
        if not own or stop.handler is None:
            return "the handler does not know which message it handles: let it raise the error again"
        return self._raise_at(stop.exit or stop.handler, stop.handler)

    def _let_out(self, outcome: Outcome, stop: Stop, *, own: bool, ran: bool) -> Mend | str:
        """Let StopConsumer itself out."""
        if stop.how is How.TASK:
            place = outcome.node if ran else None
            guard = self._guard_at(stop.node) if own else None
            return keepers.await_task(stop, guard, place, self.root.method if ran else None)
        if stop.handler is None or is_try_star(stop.node):
            mend = keepers.mend_keeper(stop, self.project)
        else:
            mend = mend_handler(stop, self.project, STOP)
            works = own and not self.root.guard and any(does_work(one) for one in stop.handler.body)
            if works and mend.mends.reraise:
                # every disconnect came to this clause: it goes on doing what it did, then lets the consumer end
                return self._raise_at(stop.exit or stop.handler, stop.handler)
        if isinstance(mend, Mend) and self._is_followed_by_work(outcome, stop):
            return replace(mend, doubt=mend.doubt or "what follows it will not be done for StopConsumer any more")
        return mend

    def _is_own(self, stop: Stop) -> bool:
        """Whether a place stands in the method itself, which knows its message."""
        return self.root.kind is Kind.METHOD and stop.frame.node is self.root.method

    def _is_followed_by_work(self, outcome: Outcome, stop: Stop) -> bool:
        """Whether more is done in the function of a place once the exception has stopped there."""
        if self._is_own(stop):
            return False  # the exception is let out where that work ends
        work = [one for one in outcome.state.after if has_effects(one) and not _inside(one, stop.node)]
        return any(_inside(one, stop.frame.node) for one in work)

    def _leave_loop(self, stop: Stop, thrown: Thrown) -> Mend | str:
        """Make an own receive loop end: StopConsumer would leave the application as an error."""
        if thrown != STOP:
            return "the consumer receives its messages itself: leave that loop once the disconnect has been handled"
        if stop.frame.node is not self.root.method or stop.handler is None or is_try_star(stop.node):
            return "the consumer receives its messages itself: end that loop when StopConsumer comes"
        return mend_handler(stop, self.project, STOP, leave=_way_out(self.root.method, stop.node))

    def _raise_at(
        self, place: ast.stmt | ast.ExceptHandler | Function, handler: ast.ExceptHandler | None
    ) -> Mend | str:
        around = _finally_of(place, self.root.method)
        if around is not None:
            # a raise there would hide every error and cancellation: leave at the end of the method first
            if self.root.method.body[-1] is not around:
                return (
                    "an exit from `finally` ends the method: take it out by hand and end the consumer behind the `try`"
                )
            return move_exit(around, place if isinstance(place, ast.stmt) else None, self.root.method)
        guard = self._guard_at(place)
        if guard is None:
            return "the method does not name the message that it handles, so its type cannot be tested"
        return end_with_raise(place, handler, guard, self.root.method)

    def _guard_at(self, place: ast.stmt | ast.ExceptHandler | Function) -> str | None:
        """The test for the ending message that a place needs; None when it cannot be written."""
        if not self.root.guard or place not in self._reached_by_others():
            return ""
        message = self._message_name()
        return self.root.guard.format(message) if message else None

    def _message_name(self) -> str | None:
        positional = [*self.root.method.args.posonlyargs, *self.root.method.args.args]
        if len(positional) < 2:
            return None
        name = positional[1].arg
        return name if stays_whole(self.root.method, name, self.project) else None

    def _reached_by_others(self) -> frozenset[ast.AST]:
        """What messages reach that do not end the connection."""
        # an exit that is taken out is taken out for them too
        mends = Mends(dropped=self.mends.dropped)
        if mends not in self._reached:
            self._reached[mends] = self._reach(mends)
        return self._reached[mends]

    def _reach(self, mends: Mends) -> frozenset[ast.AST]:
        reached: set[ast.AST] = set()
        for message_type in OTHER_TYPES:
            # without the other mends: a guarded raise is none for these messages
            interpreter = ask(self.root, self.project, ANY_ERROR, mends, message_type, anything=True)
            try:
                interpreter.follow(*self.root.call)
            except UndecidableError:
                return frozenset(ast.walk(self.root.method))
            reached |= interpreter.visited
        return frozenset(reached)

    @cached_property
    def _retried(self) -> frozenset[ast.AST]:
        """What stands in a loop of the method."""
        loops = [node for node in ast.walk(self.root.method) if isinstance(node, ast.For | ast.AsyncFor | ast.While)]
        return frozenset(inner for loop in loops for inner in ast.walk(loop))


def is_made_up_for(root: Root, project: Project) -> bool:
    """Whether another handler ends the consumer: every server sends `http.disconnect` after the response."""
    if root.message_type != "http.request":
        return False
    for cls in project.mro(root.consumer.cls):
        method = cls.method("http_disconnect") if isinstance(cls, Class) else None
        if isinstance(cls, Class) and method is not None:
            return not Analysis(Root(root.consumer, cls, method, "http.disconnect"), project).stopped()
    return True


def _way_out(method: Function, node: ast.stmt) -> str:
    """The statement by which a clause of `node` ends the loop around it."""
    loops = [one for one in ast.walk(method) if isinstance(one, ast.While | ast.For | ast.AsyncFor)]
    around = [loop for loop in loops if _inside(node, loop)]
    return "break" if len(around) == 1 and any(_inside(node, one) for one in around[0].body) else "return"


def _finally_of(place: ast.AST, method: Function) -> ast.Try | None:
    """The outermost try statement in whose `finally` a place stands."""
    tries = [one for one in ast.walk(method) if isinstance(one, ast.Try)]
    return next((one for one in tries if any(_inside(place, last) for last in one.finalbody)), None)


def _inside(node: ast.AST, outer: ast.AST) -> bool:
    return any(inner is node for inner in ast.walk(outer))
