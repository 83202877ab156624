"""The sample of builds on real servers and a real Redis: what becomes of consumers that the server cancels."""

from __future__ import annotations

import signal
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from .build_paths import BUILDS, CHANGED_FILES, ENDLESS, NOT_CLEANING, OUTLIVED, PATHS, ROOMS, SOUND_FILES, SOUND_ROOMS
from .cancelling_visits import BUSY, CANCELLING, GONE, IDLE, LEFT
from .servers import IMPATIENT_COMMANDS

if TYPE_CHECKING:
    from .cancelling_visits import Measured
    from .conftest import Repair

ENDED = {"alive": 0, "cancelled": 0, "failed": 0, "late_messages": 0, "tasks": 0}
CANCELLED = {**ENDED, "cancelled": 1}
# Uvicorn raises the signal again once it has shut down.
STOPPED = {0, -signal.SIGTERM}
# Clients leave while these handle a message, for minutes to come.
KILLED = [*ROOMS, "heartbeat"]

each_server = pytest.mark.parametrize("server", IMPATIENT_COMMANDS)
each_cancelling_server = pytest.mark.parametrize("server", CANCELLING)


# The client goes while its consumer is busy.


@pytest.mark.parametrize("path", ENDLESS)
def test_daphne_kills_a_consumer_in_a_swallowing_loop_again_and_again(builds: dict[str, Measured], path: str) -> None:
    daphne = builds["before"].departures["daphne"]

    assert daphne.later[f"/ws/{path}/?{GONE}"]["alive"] == 1
    assert Counter(daphne.killed)[f"/ws/{path}/"] > 1


def test_dispatch_that_swallows_the_kill_goes_on(builds: dict[str, Measured]) -> None:
    assert builds["before"].departures["daphne"].later[f"/ws/output/?{GONE}"] == ENDED


@pytest.mark.parametrize("path", [*ENDLESS, *NOT_CLEANING])
def test_dead_channel_stays_in_the_group_after_the_kill(builds: dict[str, Measured], path: str) -> None:
    assert builds["before"].departures["daphne"].groups[f"{path}.{GONE}"] == 1


@pytest.mark.parametrize("path", SOUND_ROOMS)
def test_sound_consumer_leaves_its_group_when_it_is_killed(builds: dict[str, Measured], path: str) -> None:
    daphne = builds["before"].departures["daphne"]

    assert daphne.later[f"/ws/{path}/?{GONE}"] == CANCELLED
    assert f"{path}.{GONE}" not in daphne.groups


@pytest.mark.parametrize("path", KILLED)
def test_repaired_consumer_ends_at_the_first_kill(builds: dict[str, Measured], path: str) -> None:
    daphne = builds["after"].departures["daphne"]

    assert daphne.later[f"/ws/{path}/?{GONE}"] == CANCELLED
    assert Counter(daphne.killed)[f"/ws/{path}/"] == 1


@pytest.mark.parametrize("path", ROOMS)
def test_only_channels_of_clients_that_stayed_are_in_the_groups_of_the_repaired_project(
    builds: dict[str, Measured], path: str
) -> None:
    groups = builds["after"].departures["daphne"].groups

    assert {name: count for name, count in groups.items() if name.startswith(f"{path}.")} == {
        f"{path}.{BUSY}": 1,
        f"{path}.{IDLE}": 1,
    }


# The client goes while its consumer waits for a message.


@each_server
@pytest.mark.parametrize("path", OUTLIVED)
def test_task_outlives_its_consumer(builds: dict[str, Measured], server: str, path: str) -> None:
    assert builds["before"].departures[server].later[f"/ws/{path}/?{LEFT}"] == {**ENDED, "tasks": 1}


@each_server
def test_task_that_its_consumer_cancels_and_awaits_is_gone(builds: dict[str, Measured], server: str) -> None:
    assert builds["before"].departures[server].soon[f"/ws/watch/?{LEFT}"] == ENDED


@each_server
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_left_of_a_repaired_consumer(builds: dict[str, Measured], server: str, path: str) -> None:
    assert builds["after"].departures[server].soon[f"/ws/{path}/?{LEFT}"] == ENDED


# The server is told to stop.


@each_cancelling_server
@pytest.mark.parametrize("path", ["output", "deploy"])
def test_server_does_not_stop_while_a_consumer_swallows_the_cancellation(
    builds: dict[str, Measured], server: str, path: str
) -> None:
    assert builds["before"].stops[server, path, BUSY].exit_code is None


@each_cancelling_server
@pytest.mark.parametrize("way", [BUSY, IDLE])
def test_dead_channel_stays_in_the_group_after_the_stop(builds: dict[str, Measured], server: str, way: str) -> None:
    stop = builds["before"].stops[server, "review", way]

    assert stop.exit_code in STOPPED
    assert stop.groups == {f"review.{way}": 1}


@each_cancelling_server
@pytest.mark.parametrize("way", [BUSY, IDLE])
def test_sound_consumer_leaves_its_group_when_the_server_stops(
    builds: dict[str, Measured], server: str, way: str
) -> None:
    stop = builds["before"].stops[server, "release", way]

    assert stop.exit_code in STOPPED
    assert stop.groups == {}


@each_cancelling_server
@pytest.mark.parametrize(("path", "way"), [("output", BUSY), ("deploy", BUSY), ("review", BUSY), ("review", IDLE)])
def test_repaired_consumer_leaves_its_group_when_the_server_stops(
    builds: dict[str, Measured], server: str, path: str, way: str
) -> None:
    stop = builds["after"].stops[server, path, way]

    assert stop.exit_code in STOPPED
    assert stop.groups == {}


@pytest.mark.parametrize("state", ["before", "after"])
def test_uvicorn_cancels_a_consumer_and_gives_it_no_time_to_clean_up(builds: dict[str, Measured], state: str) -> None:
    stop = builds[state].stops["uvicorn", "review", BUSY]

    assert stop.exit_code in STOPPED
    assert "timeout graceful shutdown exceeded" in stop.log
    assert stop.groups == {f"review.{BUSY}": 1}


# The repair.


def test_every_fault_of_the_builds_can_be_repaired(repaired_builds: Repair) -> None:
    assert repaired_builds.run.returncode == 0, repaired_builds.run.stdout + repaired_builds.run.stderr


@pytest.mark.parametrize("file", CHANGED_FILES)
def test_file_with_a_fault_is_changed(repaired_builds: Repair, file: str) -> None:
    assert (repaired_builds.project / file).read_bytes() != (BUILDS / file).read_bytes()


@pytest.mark.parametrize("file", SOUND_FILES)
def test_file_without_a_fault_stays_as_it_was(repaired_builds: Repair, file: str) -> None:
    assert (repaired_builds.project / file).read_bytes() == (BUILDS / file).read_bytes()
