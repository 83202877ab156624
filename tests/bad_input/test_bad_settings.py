"""Options and configuration that cannot be meant: nothing is looked at, nothing is written."""

from __future__ import annotations

import re

import pytest
from damaged import FAULTY

OPTIONS = {
    "unknown_option": (["--bogus"], r"No such option:? '?--bogus'?.*"),
    "unknown_rule": (["--write", "--select", "SC999"], r"command line: unknown rule 'SC999'.*"),
    "empty_rule": (["--select", ""], r"command line: unknown rule ''.*"),
    "unknown_rule_to_ignore": (["--ignore", "nonsense"], r"command line: unknown rule 'nonsense'.*"),
    "no_jobs": (["--write", "-j", "0"], r"Invalid value for '-j' / '--jobs': .+"),
    "jobs_that_are_no_number": (["--jobs", "many"], r"Invalid value for '-j' / '--jobs': .+"),
    "unknown_format": (["--output-format", "xml"], r"Invalid value for '--output-format': .+"),
    "diff_and_write": (["--diff", "--write"], r"--diff changes nothing and --write does: choose one of them\."),
    "json_and_diff": (["--output-format", "json", "--diff"], r"--output-format json lists findings.+"),
    "pattern_that_is_none": (["--exclude", "!"], r"exclude: .+"),
    "option_without_its_value": (["--select"], r"Option '--select' requires an argument\."),
    "name_without_standard_input": (["--stdin-filename", "x.py"], r"--stdin-filename needs - as the path\."),
    "standard_input_and_a_path": (["-", "neighbour.py"], r"- reads standard input and goes with no other path\."),
}
CONFIGURATIONS = {
    "no_toml": (b"[tool.channels-fix\n", r".+"),
    "no_text": (b"[tool.channels-fix]\nselect = ['\xff']\n", r".+"),
    "no_table": (b"tool = {channels-fix = 1}\n", r"tool\.channels-fix must be a table"),
    "list_that_is_none": (b"[tool.channels-fix]\nselect = 3\n", r"'select' must be a list of strings"),
    "list_of_numbers": (b"[tool.channels-fix]\nexclude = [3]\n", r"'exclude' must be a list of strings"),
    "truth_that_is_none": (b"[tool.channels-fix]\nunsafe-fixes = 'no'\n", r"'unsafe-fixes' must be true or false"),
    "unknown_key": (b"[tool.channels-fix]\nselekt = []\n", r"unknown key 'selekt' in .+, did you mean 'select'\?"),
    "unknown_rule": (b"[tool.channels-fix]\nselect = ['SC999']\n", r"unknown rule 'SC999'.*"),
    "key_given_twice": (b"[tool.channels-fix]\nselect = []\nselect = []\n", r".+"),
}


@pytest.mark.parametrize(("arguments", "message"), OPTIONS.values(), ids=OPTIONS)
def test_unusable_option_is_an_error_and_nothing_is_done(program, project, arguments, message):
    ended = program(*arguments)

    assert (ended.code, ended.out) == (2, "")
    assert re.fullmatch(f"(Error|channels-fix): {message}", ended.err.splitlines()[-1])
    assert "Traceback" not in ended.err
    assert (project / "neighbour.py").read_bytes() == FAULTY


@pytest.mark.parametrize(("data", "message"), CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_unusable_configuration_is_one_error_and_nothing_is_done(program, project, data, message):
    (project / "pyproject.toml").write_bytes(data)

    ended = program("--write")

    assert (ended.code, ended.out) == (2, "")
    assert re.fullmatch(f"channels-fix: {re.escape(str(project))}/pyproject\\.toml: {message}\n", ended.err)
    assert (project / "neighbour.py").read_bytes() == FAULTY


def test_configuration_that_may_not_be_read_is_one_error(program, project):
    (project / "pyproject.toml").write_bytes(b"[tool.channels-fix]\n")
    (project / "pyproject.toml").chmod(0)

    ended = program("--write")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"channels-fix: {project}/pyproject.toml: Permission denied\n"


def test_configuration_of_other_tools_is_none_of_our_business(program, project):
    (project / "pyproject.toml").write_bytes(b"[tool.other\nbroken")

    assert program("-q").code == 1
