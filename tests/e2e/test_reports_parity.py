"""The sample of reports answers every request as it did, on error paths too, once its views are converted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from .redis_server import redis_addresses, running_redis
from .report_paths import ASKS, REFUSED, SIGNED_IN
from .report_visits import fresh, visit_all
from .servers import IMPATIENT_COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from .report_visits import Visited

Visits = dict[str, dict[str, "Visited"]]
each_ask = pytest.mark.parametrize("title", [*ASKS, *SIGNED_IN, *REFUSED])


@pytest.fixture(scope="module", params=IMPATIENT_COMMANDS)
def visits(
    request: pytest.FixtureRequest, reports: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Visits:
    """What came back from all requests to one server, before and after, and what they left behind."""
    folder = tmp_path_factory.mktemp("visits")
    with running_redis() as redis, ThreadPoolExecutor() as pool:
        jobs = {
            name: pool.submit(visit_all, request.param, fresh(project, folder / name), folder / f"{name}.log", address)
            for (name, project), address in zip(reports.items(), redis_addresses(redis), strict=False)
        }
        return {name: job.result() for name, job in jobs.items()}


@each_ask
def test_view_gives_the_same_answer(visits: Visits, title: str) -> None:
    assert visits["after"][title].reply == visits["before"][title].reply


@each_ask
def test_view_raises_the_same(visits: Visits, title: str) -> None:
    assert visits["after"][title].error == visits["before"][title].error


@each_ask
def test_view_asks_the_same_of_others(visits: Visits, title: str) -> None:
    assert visits["after"][title].asked == visits["before"][title].asked


@each_ask
def test_view_leaves_the_same_behind(visits: Visits, title: str) -> None:
    assert visits["after"][title].left == visits["before"][title].left
