"""The sample project on real servers: the faults are there, `channels-fix --write` removes them and nothing else."""

from __future__ import annotations

import signal
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from .chat_paths import ANSWERING, FAULTY, FAULTY_FILES, HIDING, LOOPING, SAMPLE, SOUND, SOUND_FILES, WAITING
from .servers import COMMANDS
from .visits import LEAVING

if TYPE_CHECKING:
    from .conftest import Repair
    from .visits import Measurement

ENDED = {"alive": 0, "cancelled": 0, "failed": 0, "late_messages": 0, "tasks": 0}

each_way_of_leaving = pytest.mark.parametrize("leaving", LEAVING)
each_server = pytest.mark.parametrize("server", COMMANDS)


@each_way_of_leaving
@pytest.mark.parametrize("path", FAULTY)
def test_faulty_consumer_outlives_its_client_on_daphne(before: dict[str, Measurement], path: str, leaving: str) -> None:
    assert before["daphne"].soon[f"{path}?{leaving}"]["alive"] == 1


def test_daphne_kills_each_application_of_a_faulty_consumer_and_no_other(before: dict[str, Measurement]) -> None:
    assert Counter(before["daphne"].killed) == Counter(FAULTY * len(LEAVING))


@each_way_of_leaving
@pytest.mark.parametrize("path", [*LOOPING, WAITING])
def test_faulty_consumer_outlives_its_client_on_uvicorn(
    before: dict[str, Measurement], path: str, leaving: str
) -> None:
    assert before["uvicorn"].soon[f"{path}?{leaving}"]["alive"] == 1


@each_way_of_leaving
@pytest.mark.parametrize("path", LOOPING)
def test_faulty_consumer_handles_the_disconnect_over_and_over_on_uvicorn(
    before: dict[str, Measurement], path: str, leaving: str
) -> None:
    assert before["uvicorn"].later[f"{path}?{leaving}"]["late_messages"] > 5


@each_server
@each_way_of_leaving
def test_consumer_in_a_loop_never_hears_of_the_disconnect(
    before: dict[str, Measurement], server: str, leaving: str
) -> None:
    seen = before[server].soon[f"{WAITING}?{leaving}"]

    assert seen == {**ENDED, "alive": 1, "tasks": seen["tasks"]}
    assert seen["tasks"] > 0


@each_server
@each_way_of_leaving
@pytest.mark.parametrize("path", HIDING)
def test_error_that_was_hidden_is_seen_after_the_repair(
    before: dict[str, Measurement], after: dict[str, Measurement], server: str, path: str, leaving: str
) -> None:
    assert before[server].soon[f"{path}?{leaving}"] == ENDED
    assert after[server].soon[f"{path}?{leaving}"] == {**ENDED, "failed": 1}


@each_way_of_leaving
@pytest.mark.parametrize("path", ANSWERING)
def test_faulty_consumer_that_answers_a_client_that_has_left_fails_on_uvicorn(
    before: dict[str, Measurement], path: str, leaving: str
) -> None:
    assert before["uvicorn"].soon[f"{path}?{leaving}"] == {**ENDED, "failed": 1}


def test_uvicorn_does_not_stop_while_faulty_consumers_loop(before: dict[str, Measurement]) -> None:
    assert before["uvicorn"].exit_code is None


@each_server
@each_way_of_leaving
@pytest.mark.parametrize("path", SOUND)
def test_sound_consumer_ends_with_its_client(
    before: dict[str, Measurement], server: str, path: str, leaving: str
) -> None:
    assert before[server].soon[f"{path}?{leaving}"] == ENDED


def test_every_fault_can_be_repaired(repair: Repair) -> None:
    assert repair.run.returncode == 0, repair.run.stdout + repair.run.stderr


@pytest.mark.parametrize("file", FAULTY_FILES)
def test_file_with_a_fault_is_changed(repair: Repair, file: str) -> None:
    assert (repair.project / file).read_bytes() != (SAMPLE / file).read_bytes()


@pytest.mark.parametrize("file", SOUND_FILES)
def test_file_without_a_fault_stays_as_it_was(repair: Repair, file: str) -> None:
    assert (repair.project / file).read_bytes() == (SAMPLE / file).read_bytes()


@each_server
@each_way_of_leaving
@pytest.mark.parametrize("path", FAULTY + SOUND)
def test_repaired_consumer_ends_with_its_client(
    after: dict[str, Measurement], server: str, path: str, leaving: str
) -> None:
    assert after[server].soon[f"{path}?{leaving}"] == ENDED


def test_daphne_kills_no_application_of_the_repaired_project(after: dict[str, Measurement]) -> None:
    assert after["daphne"].killed == []


@each_server
def test_server_of_the_repaired_project_stops_when_it_is_told_to(after: dict[str, Measurement], server: str) -> None:
    # Uvicorn raises the signal again once it has shut down in good order.
    assert after[server].exit_code in {0, -signal.SIGTERM}
