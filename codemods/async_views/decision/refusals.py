"""Why a view stays whose functions cannot become coroutine functions, or would gain nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from codemods.async_views.decision.forms import Forms
from codemods.async_views.decision.generators import stays
from codemods.async_views.decision.graph import Chain, Graph
from codemods.async_views.decision.hooks import hooks_of
from codemods.async_views.decision.placing import obstacle
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.reading import waits_of
from codemods.async_views.steps.step import Step
from codemods.async_views.steps.transactions import APART
from codemods.async_views.values.blocking import instead_of
from codemods.routines import Routine
from codemods.views.view import View

WAITS = "a thread would still wait for {}"


@dataclass(frozen=True)
class Refusals:
    """Knows why functions stay as they are."""

    graph: Graph
    forms: Forms

    def of(self, unit: Sequence[Routine], view: View) -> Iterator[str]:
        """Yield why a view stays, of which `unit` would become coroutine functions."""
        said = [self._explained(one, reason, ()) for one in unit if (reason := self.forms.reasons.get(one))]
        yield from dict.fromkeys(said)
        if not said:
            entries = (*view.handlers, *hooks_of(view))
            chains = [chain for entry in entries for chain in self.graph.waiting(entry, view.cls)]
            steps: dict[str, dict[str, None]] = {}
            for chain in chains:
                steps.setdefault(self._why(chain), {})[chain.step.name] = None
            whys = (f"{', '.join(names)} ({why})" for why, names in steps.items())
            yield f"no benefit: {WAITS.format(', '.join(whys))}"

    def _explained(self, routine: Routine, reason: str, callers: tuple[Routine, ...]) -> str:
        """A reason, with why a generator stays synchronous if it is that one does."""
        known = (*callers, routine)
        callees = [callee for step in self.graph.steps(routine) for callee in step.callees if callee.is_generator]
        those = [one for one in callees if one not in known and reason == stays(one)]
        return next((stays(one, why) for one in those if (why := self._hindrance(one, known))), reason)

    def _hindrance(self, generator: Routine, callers: tuple[Routine, ...]) -> str:
        """Why a generator stays synchronous; nothing if it does nothing slow."""
        reason = self.forms.reasons.get(generator, "")
        if reason:
            return self._explained(generator, reason, callers)
        chain = next(self.graph.slow(generator), None)
        return WAITS.format(f"{chain.step.name} ({self._why(chain)})") if chain is not None else ""

    def _why(self, chain: Chain) -> str:
        """Why a slow step is left to a thread."""
        whys = [*self._around(chain.step, chain.calls[-1])]
        for caller, callee in pairwise(chain.calls):
            steps = (*self.graph.steps(caller), *waits_of(caller, self.graph.project))
            for step in (one for one in steps if callee in one.callees):
                whys += [*self._around(step, caller), self.forms.reasons.get(callee, "")]
        return next((why for why in whys if why), instead_of(chain.step.name))

    def _around(self, step: Step, routine: Routine) -> Iterator[str]:
        """Yield what is against an `await` in the place of a step."""
        for other in self.graph.steps(routine):
            if step.node in other.covers:
                yield other.reason or APART.format(other.name)
            elif step.node is other.node:
                yield other.reason
        yield step.reason
        yield obstacle(step, Body.of(routine, self.graph.project))
