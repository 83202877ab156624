"""Lets the StopConsumer that a mend raises out of what stands around the place where it is raised."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import replace

from channels_fix.flow.handlers import is_try_star
from channels_fix.flow.question import Mends
from channels_fix.flow.states import How, Outcome, Stop
from channels_fix.flow.thrown import Thrown
from channels_fix.project import Project
from codemods.stop_consumer.domain import STOP
from codemods.stop_consumer.keepers import mend_keeper
from codemods.stop_consumer.mends import Mend, mend_handler, move_exit

MAX_PLACES = 10

_MARKED = replace(STOP, ancestors=STOP.ancestors | {"<not raised by a mend>"})
"""StopConsumer as it comes from elsewhere: told apart from what the mends raise, and caught by the same clauses."""


def escaping(
    mend: Mend, taken: Mends, thrown: Thrown, project: Project, ask: Callable[[Thrown, Mends], Sequence[Outcome]]
) -> list[Mend] | str:
    """Find what else is needed for the StopConsumer of a mend to leave the method.

    Before the mend nothing was raised there, so what would catch the StopConsumer now did not run and must not: its
    clauses would do their work once more, and a loop around them go round again.

    Args:
        mend: What raises it.
        taken: The mends that are taken as made already.
        thrown: The exception whose fault is mended.
        project: The index.
        ask: Gives the ways out of the method for an exception and mends.

    Returns:
        The changes, or why there are none.
    """
    if not mend.mends.raises and not mend.mends.ends:
        return []
    source = _MARKED if thrown == STOP else thrown
    before = {stop.place for stop in _stops(ask(source, taken))}
    mends, found = taken | mend.mends, list[Mend]()
    for _ in range(MAX_PLACES):
        stop = next((one for one in _stops(ask(source, mends)) if one.place not in before), None)
        if stop is None:
            return found
        way = _let_out(stop, project)
        if isinstance(way, str):
            return way
        mends |= way.mends
        found.append(way)
    return "too much stands around it that would stop StopConsumer again: end the consumer by hand"


def _stops(outcomes: Sequence[Outcome]) -> list[Stop]:
    """Where StopConsumer is stopped that a mend has raised."""
    return [stop for outcome in outcomes for stop in outcome.state.stops if stop.thrown == STOP]


def _let_out(stop: Stop, project: Project) -> Mend | str:
    if stop.how is How.FINALLY:
        assert isinstance(stop.node, ast.Try)
        return move_exit(stop.node, stop.exit, stop.frame.node)
    if stop.handler is None or is_try_star(stop.node):
        return mend_keeper(stop, project)
    return mend_handler(stop, project, STOP)
