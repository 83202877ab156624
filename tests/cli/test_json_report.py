from __future__ import annotations

import json
import os
from pathlib import Path

from results import display, result, safe, span

from channels_fix.report.json import dumps
from channels_fix.results import TextEdit


def no_edits(result, finding):
    return []


def test_a_finding_has_the_fields_of_ruff(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    finding = safe(span(9, 5, 11, 17))

    listed = json.loads(
        dumps([result(finding)], lambda result, finding: [TextEdit(result.path, span(9, 5, 9, 8), "raise")])
    )

    assert listed == [
        {
            "code": "SC001",
            "name": "stop-consumer-swallowed",
            "message": "swallows StopConsumer",
            "filename": str(tmp_path / "chat.py"),
            "location": {"row": 9, "column": 5},
            "end_location": {"row": 11, "column": 17},
            "applicability": "safe",
            "fix": {
                "message": "Let StopConsumer pass",
                "edits": [
                    {"content": "raise", "location": {"row": 9, "column": 5}, "end_location": {"row": 9, "column": 8}}
                ],
            },
            "reason": None,
            "url": None,
        }
    ]


def test_a_finding_without_fix_says_why():
    listed = json.loads(dumps([result(display(span(1, 1, 1, 2)))], no_edits))

    assert (listed[0]["applicability"], listed[0]["fix"]) == ("display", None)
    assert listed[0]["reason"] == "the base class is unknown"


def test_an_error_is_an_object_without_code():
    listed = json.loads(dumps([result(path="/srv/chat.py", error="invalid syntax (line 3)")], no_edits))

    assert listed == [
        {
            "code": None,
            "name": "error",
            "message": "invalid syntax (line 3)",
            "filename": "/srv/chat.py",
            "location": {"row": 1, "column": 1},
            "end_location": {"row": 1, "column": 1},
            "applicability": None,
            "fix": None,
            "reason": None,
            "url": None,
        }
    ]


def test_nothing_found_is_an_empty_list():
    assert json.loads(dumps([], no_edits)) == []


def test_a_name_that_is_no_utf_8_can_be_opened_again(tmp_path):
    name = os.fsdecode(b"/srv/\xff.py")

    listed = json.loads(dumps([result(path=name, error="cannot be read")], no_edits))

    assert Path(listed[0]["filename"]) == Path(name)


def test_findings_of_several_files_keep_their_order():
    first, second = result(safe(span(1, 1, 1, 2)), path="/a.py"), result(display(span(1, 1, 1, 2)), path="/b.py")

    listed = json.loads(dumps([first, second], no_edits))

    assert [one["filename"] for one in listed] == ["/a.py", "/b.py"]
