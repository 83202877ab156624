"""The findings of all repositories as SARIF."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from reported import Ended, clean, failed, finding, fixed, reported

from channels_fix.batch.report import sarif

# https://github.com/oasis-tcs/sarif-spec, sarif-2.1/schema/sarif-schema-2.1.0.json: SARIF 2.1.0 with errata 01
_SCHEMA = Path(__file__).with_name("sarif-schema-2.1.0.json")


def test_it_is_valid_and_says_where_each_finding_was(tmp_path: Path) -> None:
    doubtful = finding("AV001", fixed=False, reason="it calls what nobody knows", filename="a b/ü.py")
    log = _written(
        tmp_path,
        fixed("https://git.example/team/chat", finding(), doubtful, pull_request="https://git.example/pull/1"),
        clean("https://git.example/team/clean"),
        fixed("git@git.example:team/shop.git"),
        fixed("/repositories/a b"),
        late="not begun: 1 repository had failed",
    )
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [one["repositoryUri"] for one in run["versionControlProvenance"]] == [
        "https://git.example/team/chat",
        "ssh://git@git.example/team/shop.git",
        "file:///repositories/a%20b",
    ]
    assert run["versionControlProvenance"][0] == {
        "repositoryUri": "https://git.example/team/chat",
        "revisionId": "b" * 40,
        "branch": "main",
        "mappedTo": {"uriBaseId": "R1"},
    }
    first, second, *_ = run["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "chat/consumers.py", "uriBaseId": "R1"},
        "region": {"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 13},
    }
    assert first["properties"]["fixed"] is True
    assert first["properties"]["pullRequest"] == "https://git.example/pull/1"
    replacement = first["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["insertedContent"]["text"] == "        return await super().dispatch(message)\n"
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/%C3%BC.py"
    assert second["message"]["text"].endswith("(it calls what nobody knows)")
    assert second["properties"]["fixed"] is False
    assert "fixes" not in second
    assert run["originalUriBaseIds"]["R1"] == {"description": {"text": "team/chat"}}


def test_each_rule_comes_with_its_documentation(tmp_path: Path) -> None:
    (run,) = _written(tmp_path, fixed("/repositories/chat"))["runs"]
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], rule["name"]) == ("SC001", "StopConsumerSwallowed")
    assert "## Why is this bad" in rule["help"]["markdown"]
    assert rule["fullDescription"]["text"] in " ".join(rule["help"]["text"].split())
    assert len(rule["properties"]["tags"]) <= 10


def test_a_failure_is_a_notification(tmp_path: Path) -> None:
    (run,) = _written(tmp_path, failed("/repositories/chat", "the check ended with 1", finding()))["runs"]
    (invocation,) = run["invocations"]
    (told,) = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert told["message"]["text"] == "chat: the check ended with 1"
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uriBaseId"] == "R1"
    assert run["results"][0]["properties"]["fixed"] is False


def test_without_repositories_it_is_valid(tmp_path: Path) -> None:
    (run,) = _written(tmp_path)["runs"]
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True


def test_equal_findings_of_a_file_are_told_apart(tmp_path: Path) -> None:
    (run,) = _written(tmp_path, fixed("/a/chat", finding(), finding()), fixed("/b/chat", finding()))["runs"]
    assert len({result["partialFingerprints"]["channelsFix/v1"] for result in run["results"]}) == 3


def test_hostile_names_are_neither_links_nor_control_characters(tmp_path: Path) -> None:
    evil = "[click](https://evil.example) {0} \x1b[2J \u202e <img src=x>"
    log = _written(
        tmp_path,
        fixed("/repositories/[a](b)", finding(message=evil, filename="[x](y)/\x1b\udc80{0}.py", reason=evil)),
        failed("/repositories/failed", evil),
    )
    (run,) = log["runs"]
    told = [
        run["results"][0]["message"]["text"],
        run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
    ]
    assert all("[click] (https://evil.example) {{0}} \\x1b[2J \\u202e" in text for text in told)
    assert run["originalUriBaseIds"]["R1"]["description"]["text"] == "[a] (b)"
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%5Bx%5D%28y%29/%1B%80%7B0%7D.py"


def test_many_findings_stay_within_the_limits_of_github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (sarif.RESULTS, sarif.RUNS) == (5_000, 20)
    monkeypatch.setattr(sarif, "RESULTS", 50)
    many = [finding(filename=f"chat/{number}.py") for number in range(30)]
    log = _written(tmp_path, *(fixed(f"/repositories/{number}", *many) for number in range(40)))
    assert [len(run["results"]) for run in log["runs"]] == [50] * 20
    assert len({run["automationDetails"]["id"] for run in log["runs"]}) == 20
    (told,) = log["runs"][-1]["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == "200 more findings are not listed: GitHub takes 1,000 of a file"
    # the second repository goes on in the second run, and is named there, too
    assert log["runs"][0]["originalUriBaseIds"]["R2"] == log["runs"][1]["originalUriBaseIds"]["R1"]
    assert len(gzip.compress((tmp_path / "report.sarif").read_bytes())) < 10_000_000


def _written(folder: Path, *repositories: Ended, **not_begun: str) -> dict[str, Any]:
    """The file, which is held against the published schema."""
    with reported(folder, repositories, **not_begun) as found:
        sarif.write(found.of_workspace(), folder / "report.sarif")
    log: dict[str, Any] = json.loads((folder / "report.sarif").read_text("utf-8"))
    assert list(Draft4Validator(json.loads(_SCHEMA.read_text("utf-8"))).iter_errors(log)) == []
    return log
