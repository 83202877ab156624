"""CE003: what is said of tasks that cannot be ended by an edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import FOLDER, load

from channels_fix.engine import fix_text
from channels_fix.results import Settings
from channels_fix.rule import Applicability


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("stays_task_that_writes", "`acreate` in it would be cut short"),
        ("stays_thread_without_an_end", "keep a `threading.Event` on `self`"),
        ("stays_timer_that_nobody_cancels", "call its `cancel()` in `Consumer.disconnect()`"),
        ("stays_heir_hides_disconnect", "call `await super().disconnect(code)`"),
        ("stays_tasks_that_all_consumers_share", "all consumers of the class share `tasks`"),
        ("stays_attribute_with_something_else_in_it", "`state` may hold something else"),
        ("stays_set_of_the_module", "`background_tasks` holds it, which all consumers share"),
        ("stays_task_that_swallows_its_cancellation", "catches CancelledError and goes on"),
        ("stays_shielded_work", "the task shields what it waits for"),
        ("stays_http_consumer", "cancel and await it in `Consumer.disconnect()`"),
    ],
)
def test_reported_with_what_to_do(name: str, reason: str) -> None:
    case = load(FOLDER / "CE003" / f"{name}.py")

    (finding,) = fix_text(case.before, Settings(select=("CE003",)), Path("/nowhere/consumers.py")).findings

    assert finding.applicability is Applicability.DISPLAY
    assert reason in finding.reason


def test_task_that_blocked_the_event_loop_is_ended_in_the_same_run() -> None:
    case = load(FOLDER / "CE003" / "stays_blocking_loop_in_a_task.py")
    settings = Settings(select=("AV002", "CE003"), unsafe_fixes=True)
    path = Path("/nowhere", case.path.name)

    after = fix_text(case.before, settings, path).after or b""

    assert b"await asyncio.sleep(" in after
    assert b".cancel()" in after
    assert fix_text(after, settings, path).after is None
