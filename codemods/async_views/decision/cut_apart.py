"""What is not known may write: when the client leaves between two such calls, only the first happens."""

from __future__ import annotations

from collections.abc import Sequence

from codemods.async_views.decision.chosen import Chosen, inside
from codemods.async_views.regions.writing import Writing
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step

MAY_WRITE = "what is not known may write: a client that leaves between {} and {} lets only the first happen"
EACH_TURN = "what is not known may write: a client that leaves between two turns of the loop around {} ends it there"


def may_be_cut_apart(body: Body, chosen: Sequence[Chosen]) -> str:
    """What to say of calls that may follow one another, and of which one at least may write for all that is known.

    Each `await` may be the last thing that the function does. Where it is known of both that they write, they are kept
    together; here it is not even known whether they do.

    Args:
        body: The function.
        chosen: What it awaits.
    """
    writing = Writing({one.step.node for one in chosen if one.step.writes or one.step.unsure})
    for run in writing.runs(body.routine.node.body):
        found = sorted((one.step for one in inside(run, chosen) if one.step.node in writing.writes), key=_end)
        if any(step.unsure for step in found):
            names = list(dict.fromkeys(step.name for step in found))
            return MAY_WRITE.format(names[0], names[-1]) if len(names) > 1 else EACH_TURN.format(names[0])
    return ""


def _end(step: Step) -> tuple[int, int]:
    """Where a step ends: of calls inside of one another the inner one comes first."""
    return step.node.end_lineno or 0, step.node.end_col_offset or 0
