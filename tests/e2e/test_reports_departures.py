"""The sample of reports: its views go on when their client leaves, and end with it once they are converted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from .redis_server import redis_addresses, running_redis
from .report_paths import CONVERTED, REFUSING
from .report_visits import CROWD, CROWDED, depart_from_all, fresh, seconds_of_a_crowd
from .servers import IMPATIENT_COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from .report_visits import Departed

PROMPT = 0.1 + 0.5
"""Seconds that an application has to end, and those that a busy machine takes."""

Departures = dict[tuple[str, str], "Departed"]
each_server = pytest.mark.parametrize("server", IMPATIENT_COMMANDS)
each_crowd = pytest.mark.parametrize("view", CROWDED)
each_state = pytest.mark.parametrize("state", ["before", "after"])


@pytest.fixture(scope="module")
def departures(reports: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Departures:
    """What became of requests whose clients left, by state and server; side by side, since most of it is waiting."""
    folder = tmp_path_factory.mktemp("departures")
    runs = [(state, server) for state in reports for server in IMPATIENT_COMMANDS]
    with running_redis() as redis, ThreadPoolExecutor(len(runs)) as pool:
        jobs = {
            (state, server): pool.submit(
                depart_from_all,
                server,
                fresh(reports[state], folder / f"{state}-{server}"),
                folder / f"{state}-{server}.log",
                address,
            )
            for (state, server), address in zip(runs, redis_addresses(redis), strict=False)
        }
        return {run: job.result() for run, job in jobs.items()}


@each_server
@pytest.mark.parametrize("view", [*CONVERTED, *REFUSING])
def test_view_goes_on_when_its_client_has_left(departures: Departures, server: str, view: str) -> None:
    assert departures["before", server].lags[view] is None


@pytest.mark.parametrize("view", [*CONVERTED, *REFUSING])
def test_daphne_says_that_it_kills_a_view_that_goes_on(departures: Departures, view: str) -> None:
    assert {**CONVERTED, **REFUSING}[view].path in departures["before", "daphne"].killed


@each_server
def test_program_goes_on_when_its_client_has_left(departures: Departures, server: str) -> None:
    assert len(departures["before", server].programs) == 1


@each_server
@each_state
def test_view_that_cannot_be_converted_does_all_of_its_work(departures: Departures, state: str, server: str) -> None:
    reports = {row[0]: row[2] for row in departures[state, server].left.rows["reports_report"]}

    assert reports[10] == "done"


@each_server
@pytest.mark.parametrize("view", CONVERTED)
def test_converted_view_ends_with_its_client(departures: Departures, server: str, view: str) -> None:
    lag = departures["after", server].lags[view]

    assert lag is not None
    assert lag < PROMPT


@each_server
@pytest.mark.parametrize("view", CONVERTED)
def test_converted_view_answers_nobody(departures: Departures, server: str, view: str) -> None:
    assert not departures["after", server].answered[view]


@each_server
def test_nothing_of_a_converted_view_goes_on(departures: Departures, server: str) -> None:
    after = departures["after", server]

    assert after.programs == []
    assert after.completed == ["GET /slow/10"] * len(REFUSING)
    assert after.left.files == {}


def test_daphne_kills_no_converted_view(departures: Departures) -> None:
    assert {*departures["after", "daphne"].killed} == {ask.path for ask in REFUSING.values()}


@each_server
@each_crowd
def test_many_slow_requests_are_answered_together(
    reports: dict[str, Path], tmp_path: Path, server: str, view: str
) -> None:
    ask, seconds = CROWDED[view]

    before = seconds_of_a_crowd(ask, server, fresh(reports["before"], tmp_path / "before"), tmp_path / "before.log")
    after = seconds_of_a_crowd(ask, server, fresh(reports["after"], tmp_path / "after"), tmp_path / "after.log")

    assert seconds <= before < seconds * CROWD / 3
    # What is done for each of them in the event loop, others wait for.
    assert seconds <= after < 2 * before + 1
