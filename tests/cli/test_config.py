from __future__ import annotations

import pytest

from channels_fix.config import Asked, ConfigError, settings
from channels_fix.results import Settings
from channels_fix.rule import Rule


class Swallowed(Rule):
    code = "SC001"
    name = "stop-consumer-swallowed"
    triggers = ()

    def check(self, module, project):
        return ()


class Cancelled(Swallowed):
    code = "CE001"
    name = "cancelled-error-swallowed"


RULES = (Cancelled, Swallowed)


@pytest.fixture
def configured(tmp_path):
    def write(table):
        (tmp_path / "pyproject.toml").write_text(f"[tool.channels-fix]\n{table}\n")
        return tmp_path

    return write


def test_without_a_file_the_defaults_hold(tmp_path):
    assert settings(Asked(), tmp_path, RULES) == Settings()


def test_every_key_of_the_file_arrives(configured):
    folder = configured(
        """
        select = ["SC"]
        ignore = ["CE001"]
        exclude = ["legacy/"]
        unsafe-fixes = true
        consumer-bases = ["base.Consumer"]
        cleanup = "project.tools.free"
        cancel-clause = "always"
        http-client = "httpx2"
        call-timeout = 2.5
        """
    )

    assert settings(Asked(), folder, RULES) == Settings(
        select=("SC",),
        ignore=("CE001",),
        exclude=("legacy/",),
        unsafe_fixes=True,
        options={
            "consumer-bases": ("base.Consumer",),
            "cleanup": "project.tools.free",
            "cancel-clause": "always",
            "http-client": "httpx2",
            "call-timeout": 2.5,
        },
    )


def test_names_become_codes(tmp_path):
    asked = Asked(select=("stop-consumer-swallowed",), ignore=("cancelled-error-swallowed",))

    assert settings(asked, tmp_path, RULES) == Settings(select=("SC001",), ignore=("CE001",))


def test_select_on_the_command_line_replaces_select_and_ignore_of_the_file(configured):
    folder = configured('select = ["CE"]\nignore = ["SC001"]')

    assert settings(Asked(select=("SC001",)), folder, RULES) == Settings(select=("SC001",))


def test_ignore_on_the_command_line_adds_to_the_file(configured):
    folder = configured('select = ["SC", "CE"]\nignore = ["SC001"]')

    assert settings(Asked(ignore=("CE001",)), folder, RULES) == Settings(select=("SC", "CE"), ignore=("SC001", "CE001"))


def test_exclude_on_the_command_line_adds_to_the_file(configured):
    folder = configured('exclude = ["legacy/"]')

    assert settings(Asked(exclude=("old.py",)), folder, RULES).exclude == ("legacy/", "old.py")


@pytest.mark.parametrize(("file", "asked", "expected"), [("true", False, False), ("false", True, True)])
def test_unsafe_fixes_on_the_command_line_win(configured, file, asked, expected):
    folder = configured(f"unsafe-fixes = {file}")

    assert settings(Asked(unsafe_fixes=asked), folder, RULES).unsafe_fixes is expected


def test_jobs_come_from_the_command_line(tmp_path):
    assert settings(Asked(jobs=3), tmp_path, RULES).jobs == 3


def test_the_file_of_an_outer_folder_holds_for_a_file_further_down(configured):
    folder = configured('select = ["SC"]')
    (folder / "apps" / "chat").mkdir(parents=True)
    (folder / "apps" / "chat" / "consumers.py").touch()

    assert settings(Asked(), folder / "apps" / "chat" / "consumers.py", RULES).select == ("SC",)


def test_the_nearest_file_holds(configured):
    folder = configured('select = ["SC"]')
    (folder / "apps").mkdir()
    (folder / "apps" / "pyproject.toml").write_text('[tool.channels-fix]\nignore = ["CE"]\n')

    assert settings(Asked(), folder / "apps", RULES) == Settings(ignore=("CE",))


def test_a_file_without_the_table_is_passed_over(configured):
    folder = configured('select = ["SC"]')
    (folder / "apps").mkdir()
    (folder / "apps" / "pyproject.toml").write_text('[project]\ndependencies = ["channels-fix"]\n')

    assert settings(Asked(), folder / "apps", RULES).select == ("SC",)


def test_dots_in_the_path_do_not_lead_through_a_folder_that_is_left_again(configured):
    folder = configured('select = ["SC"]')
    (folder / "apps").mkdir()
    (folder / "apps" / "pyproject.toml").write_text('[tool.channels-fix]\nignore = ["CE"]\n')

    assert settings(Asked(), folder / "apps" / "..", RULES).select == ("SC",)


def test_a_path_that_leads_nowhere_is_no_matter_of_the_configuration(tmp_path):
    (tmp_path / "loop").symlink_to("loop")

    assert settings(Asked(), tmp_path / "loop", RULES) == Settings()


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ('slect = ["SC"]', "unknown key 'slect' in [tool.channels-fix], did you mean 'select'?"),
        ("line-length = 3", "unknown key 'line-length' in [tool.channels-fix]"),
        ('select = "SC"', "'select' must be a list of strings"),
        ("exclude = [1]", "'exclude' must be a list of strings"),
        ('consumer-bases = "base.Consumer"', "'consumer-bases' must be a list of strings"),
        ('unsafe-fixes = "yes"', "'unsafe-fixes' must be true or false"),
        ("cleanup = 5", "'cleanup' must be the name of a method or the dotted name of a function"),
        ('cleanup = ""', "'cleanup' must be the name of a method or the dotted name of a function"),
        ('cleanup = "self.clean_up()"', "'cleanup' must be the name of a method or the dotted name of a function"),
        ('cleanup = "tools..free"', "'cleanup' must be the name of a method or the dotted name of a function"),
        ('cleanup = "tools.pass"', "'cleanup' must be the name of a method or the dotted name of a function"),
        ("cancel-clause = true", "'cancel-clause' must be 'needed' or 'always'"),
        ('cancel-clause = "never"', "'cancel-clause' must be 'needed' or 'always'"),
        ('http-client = "aiohttp"', "'http-client' must be 'httpx' or 'httpx2'"),
        ("call-timeout = 0", "'call-timeout' must be a number of seconds above 0"),
        ("call-timeout = true", "'call-timeout' must be a number of seconds above 0"),
        ("call-timeout = inf", "'call-timeout' must be a number of seconds above 0"),
        ('call-timeout = "30"', "'call-timeout' must be a number of seconds above 0"),
        ("cancel-clause = []", "'cancel-clause' must be 'needed' or 'always'"),
        ('ignore = ["SC009"]', "unknown rule 'SC009', did you mean 'SC001'?"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(configured, table, problem):
    folder = configured(table)

    with pytest.raises(ConfigError) as caught:
        settings(Asked(), folder, RULES)

    assert str(caught.value) == f"{folder / 'pyproject.toml'}: {problem}"


def test_what_is_no_toml_is_named_with_its_line(configured):
    folder = configured("select = [")

    with pytest.raises(ConfigError, match=r"pyproject\.toml: .*(line|end of document)"):
        settings(Asked(), folder, RULES)


def test_what_is_no_utf_8_is_named_with_its_file(tmp_path):
    (tmp_path / "pyproject.toml").write_bytes(b'[tool.channels-fix]\nselect = ["\xff"]\n')

    with pytest.raises(ConfigError, match=r"pyproject\.toml: 'utf-8' codec can't decode"):
        settings(Asked(), tmp_path, RULES)


def test_a_table_that_is_a_value_is_an_error(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool]\nchannels-fix = 1\n")

    with pytest.raises(ConfigError, match=r"tool\.channels-fix must be a table"):
        settings(Asked(), tmp_path, RULES)


@pytest.mark.parametrize(
    ("selector", "suggestion"),
    [
        ("SC0001", ", did you mean 'SC001'?"),
        ("sc001", ", did you mean 'SC001'?"),
        ("stop-consumer-swalowed", ", did you mean 'stop-consumer-swallowed'?"),
        ("", ""),
        ("everything", ""),
    ],
)
def test_an_unknown_rule_on_the_command_line_comes_with_the_closest_one(tmp_path, selector, suggestion):
    with pytest.raises(ConfigError) as caught:
        settings(Asked(select=(selector,)), tmp_path, RULES)

    assert str(caught.value) == f"command line: unknown rule {selector!r}{suggestion}"
