"""A fleet with a repository of each kind, whose migration is killed in the worst moments."""

from __future__ import annotations

from pathlib import Path

from fleet_kinds import KINDS, make_fleet
from fleet_runs import ALONE, BEFORE_PUSH, BEHIND_PUSH, BEHIND_REQUEST, GROUP, MACHINE, Fleet
from forge_server import ForgeServer


def test_every_repository_ends_as_it_must_although_the_run_is_killed(tmp_path: Path, server: ForgeServer) -> None:
    fleet = Fleet(tmp_path, server, make_fleet(server, len(KINDS), size=200), "--jobs", "2")
    assert fleet.killed(GROUP, BEFORE_PUSH)
    assert fleet.killed(ALONE, BEHIND_PUSH)
    assert fleet.killed(MACHINE, BEHIND_REQUEST)
    assert fleet.faults(fleet.run()) == []
    assert [fleet.run(code).code for code in (0, 1)] == [0, 1]
