"""Target versions from the configuration and the command line, and the notices that hang on them."""

from __future__ import annotations

import json

import pytest
from packaging.version import Version

from channels_fix.config import Asked, ConfigError, command_line_targets, settings
from channels_fix.requirements.target import Target

HTTP = """\
from channels.generic.http import AsyncHttpConsumer


class Feed(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_response(200, b"")
"""
HIDES = (
    "AsyncHttpConsumer.http_request raises StopConsumer in a finally and so hides the errors of handle(); 4.1 does not"
)


@pytest.fixture
def feeds(project):
    """A project on Channels 3 with two consumers that answer HTTP."""
    (project / "requirements.txt").write_text("channels==3.0.4\n")
    (project / "feeds.py").write_text(HTTP)
    (project / "news.py").write_text(HTTP)
    return project


class TestConfiguration:
    def test_keys_of_the_file_arrive_with_their_origin(self, tmp_path):
        file = tmp_path / "pyproject.toml"
        file.write_text('[tool.channels-fix]\ntarget-channels = "4.1"\ntarget-python = "3.9"\n')

        assert settings(Asked(), tmp_path, ()).options == {
            "target-channels": Target(Version("4.1"), file),
            "target-python": Target(Version("3.9"), file),
        }

    def test_command_line_wins(self, tmp_path):
        (tmp_path / "pyproject.toml").write_text(
            '[tool.channels-fix]\ntarget-channels = "4.1"\nconsumer-bases = ["vendor.Base"]\n'
        )
        asked = Asked(options=command_line_targets({"target-channels": "3.0", "target-python": None}))

        assert settings(asked, tmp_path, ()).options == {
            "target-channels": Target(Version("3.0")),
            "consumer-bases": ("vendor.Base",),
        }

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            ("target-channels = 4.1", "'target-channels' must be a string such as \"4.1\""),
            ('target-channels = ["4.1"]', "'target-channels' must be a string such as \"4.1\""),
            ('target-channels = ""', "'target-channels' must be a version such as 4.1, not ''"),
            ('target-channels = ">=4.1"', "'target-channels' must be a version such as 4.1, not '>=4.1'"),
            ('target-channels = "4.x"', "'target-channels' must be a version such as 4.1, not '4.x'"),
            ("target-python = 3.9", "'target-python' must be a string such as \"3.10\""),
            ('target-python = "py39"', "'target-python' must be a version such as 3.10, not 'py39'"),
            ('target-python = "310"', "'target-python' must be a version such as 3.10, not '310'"),
            ('target-python = "2.7"', "'target-python' must be a version such as 3.10, not '2.7'"),
            ('target-chanels = "4.1"', "unknown key 'target-chanels' in [tool.channels-fix], did you mean "),
        ],
    )
    def test_wrong_value_is_named_with_its_file(self, tmp_path, line, problem):
        file = tmp_path / "pyproject.toml"
        file.write_text(f"[tool.channels-fix]\n{line}\n")

        with pytest.raises(ConfigError) as caught:
            settings(Asked(), tmp_path, ())

        assert str(caught.value).startswith(f"{file}: {problem}")

    @pytest.mark.parametrize(
        ("option", "value", "problem"),
        [
            ("--target-channels", "new", "--target-channels must be a version such as 4.1, not 'new'"),
            ("--target-python", "39", "--target-python must be a version such as 3.10, not '39'"),
        ],
    )
    def test_wrong_value_on_the_command_line_ends_the_run(self, program, faulty, option, value, problem):
        ended = program(option, value)

        assert (ended.code, ended.out) == (2, "")
        assert ended.err == f"channels-fix: command line: {problem}\n"

    def test_wrong_value_in_the_file_ends_the_run(self, program, faulty):
        (faulty / "pyproject.toml").write_text("[tool.channels-fix]\ntarget-channels = 4\n")

        ended = program()

        assert (ended.code, ended.out) == (2, "")
        assert ended.err.endswith("pyproject.toml: 'target-channels' must be a string such as \"4.1\"\n")


class TestNotice:
    def test_it_is_given_once_for_all_files_and_changes_no_exit_code(self, program, feeds):
        ended = program()

        assert (ended.code, ended.out) == (0, "")
        assert ended.err == f"note: channels 3.0.4 (requirements.txt): {HIDES}\n2 files looked at, nothing found\n"

    def test_every_service_with_requirements_of_its_own_has_its_own(self, program, feeds):
        (feeds / "live").mkdir()
        (feeds / "live" / "requirements.txt").write_text("channels>=4.0\n")
        (feeds / "live" / "feeds.py").write_text(HTTP)

        assert program().err.splitlines()[:2] == [
            f"note: channels 3.0.4 (requirements.txt): {HIDES}",
            f"note: channels 4.0 or later (live/requirements.txt): {HIDES}",
        ]

    def test_target_of_the_command_line_is_named_as_such(self, program, feeds):
        assert program("--target-channels", "2.4").err.startswith(f"note: channels 2.4 (command line): {HIDES}\n")

    def test_target_of_the_configuration_is_named_with_its_file(self, program, feeds):
        (feeds / "pyproject.toml").write_text('[tool.channels-fix]\ntarget-channels = "2.4"\n')

        assert program().err.startswith(f"note: channels 2.4 (pyproject.toml): {HIDES}\n")

    @pytest.mark.parametrize("version", ["4.1", "4.1.0", "4.3.2"])
    def test_newer_target_needs_none(self, program, feeds, version):
        assert program("--target-channels", version).err == "2 files looked at, nothing found\n"

    def test_json_on_stdout_stays_json(self, program, feeds):
        ended = program("--output-format", "json")

        assert json.loads(ended.out) == []
        assert ended.err.startswith("note: channels 3.0.4")

    def test_diff_on_stdout_stays_a_diff(self, program, feeds, faulty):
        ended = program("--diff")

        assert ended.code == 1
        assert ended.out.startswith("--- a/chat.py\n")
        assert ended.err.startswith("note: channels 3.0.4")

    def test_writing_gives_it_once(self, program, feeds, faulty):
        ended = program("--write")

        assert ended.code == 0
        assert ended.err.count("note: ") == 1

    def test_quiet_is_silent(self, program, feeds):
        ended = program("--quiet")

        assert (ended.code, ended.out, ended.err) == (0, "", "")

    def test_rules_of_another_family_go_without_it(self, program, feeds):
        assert program("--ignore", "SC").err == "2 files looked at, nothing found\n"

    def test_standard_input_goes_without_it(self, program, feeds):
        ended = program("-", "--stdin-filename", "feeds.py", stdin=HTTP.encode())

        assert (ended.code, ended.err) == (0, "1 file looked at, nothing found\n")

    def test_file_that_no_rule_looks_at_and_that_cannot_be_parsed_is_no_error(self, program, feeds):
        (feeds / "feeds.py").write_text(HTTP + "def (\n")
        (feeds / "news.py").write_bytes(HTTP.encode() + b"# \xff\n")

        ended = program("--select", "SC001")

        assert (ended.code, ended.err) == (0, "2 files looked at, nothing found\n")

    def test_broken_requirements_are_no_error(self, program, feeds):
        (feeds / "pyproject.toml").write_text("[project\n")
        (feeds / "uv.lock").write_bytes(b"\xff\0")

        ended = program()

        assert ended.code == 0
        assert ended.err.startswith("note: channels 3.0.4 (requirements.txt)")

    def test_name_of_the_file_is_shown_without_control_characters(self, program, feeds):
        (feeds / "requirements.txt").rename(feeds / "requirements\x1b[31m.txt")

        assert r"(requirements\x1b[31m.txt)" in program().err


def test_a_tree_without_cause_pays_nothing(imported_by, project):
    (project / "requirements.txt").write_text("channels==3.0.4\n")
    (project / "chat.py").write_text(HTTP.replace("def handle(", "def answer("))

    imported = imported_by(".", cwd=project)

    assert "channels_fix.engine" in imported
    assert {name for name in imported if name.startswith("packaging")} == set()
