"""How fast pull requests are opened."""

from __future__ import annotations

import time

import pytest
from forge_server import TOKEN, ForgeServer

from channels_fix.batch.credentials import Credentials
from channels_fix.batch.forge.forge import forge_of
from channels_fix.batch.forge.pacing import Pace, pace_of
from channels_fix.batch.git import Git
from channels_fix.batch.limits import Limits
from channels_fix.batch.programs import Programs, StoppedError
from channels_fix.batch.servers import GITHUB, GITLAB, Server


def test_turns_lie_apart_and_are_not_too_many() -> None:
    pace = Pace(3, 10.0, 1.0, clock=lambda: 100.0)
    assert [pace.wait() for _ in range(7)] == [0, 1, 2, 10, 11, 12, 20]


def test_who_comes_late_does_not_wait() -> None:
    times = iter([0.0, 0.5, 5.0, 9.0, 30.0])
    pace = Pace(3, 10.0, 1.0, clock=lambda: next(times))
    assert [pace.wait() for _ in range(5)] == [0, 0.5, 0, 1, 0]


def test_github_in_the_cloud_has_one_pace_for_the_whole_run() -> None:
    assert pace_of(GITHUB.api) is pace_of(GITHUB.api) is not None
    assert pace_of("https://api.acme.ghe.com") is not None
    assert [pace_of(api) for api in ("https://git.example/api/v3", GITLAB.api)] == [None, None]


def test_a_turn_is_waited_for_before_a_pull_request_until_the_run_is_ended(
    server: ForgeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pace = Pace(2, 3600.0, 0.3)
    monkeypatch.setattr("channels_fix.batch.forge.forge.pace_of", lambda api: pace)
    at = Server.of(server.host, "github", variable="FORGE_TOKEN", scheme="http")
    programs, told = Programs(), list[str]()
    git = Git(programs, Limits(), Credentials({server.host: at}, {"FORGE_TOKEN": TOKEN}))
    forge = forge_of(at, git, lambda text: (told.append(text), programs.stop()))
    server.add("acme/shop")
    began = time.monotonic()
    forge.propose("acme/shop", "one", "main", "Title", "Text")
    forge.propose("acme/shop", "two", "main", "Title", "Text")
    assert time.monotonic() - began > 0.3
    with pytest.raises(StoppedError):
        forge.propose("acme/shop", "three", "main", "Title", "Text")
    assert (len(told), len(server.requests)) == (1, 2)
    assert told[0].startswith("wait 3")
