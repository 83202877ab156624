"""Every command, output and example in README.md is what the program does; the other documents are complete."""

from __future__ import annotations

import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from documents import (
    CONTRIBUTING,
    MAKE_TARGETS,
    README,
    REPAIRS,
    ROOT,
    RULE_ROWS,
    SAMPLE,
    SESSIONS,
    Session,
    blocks,
    codes_in,
    filled_in,
    play,
    settings,
)

from channels_fix import config, registry
from channels_fix.batch import manifest
from channels_fix.engine import fix_text
from channels_fix.results import Settings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path("/nowhere/chat.py")
REPAIRED = [" ".join(words) for words, _, _ in REPAIRS]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return shutil.copytree(SAMPLE, tmp_path / "chat", ignore=shutil.ignore_patterns("__pycache__"))


@pytest.mark.parametrize("session", SESSIONS, ids=str)
def test_commands_print_what_is_shown(session: Session, sample: Path, tmp_path: Path) -> None:
    shown = play(session, sample, tmp_path / "state")

    assert filled_in(session.text, shown) == shown


@pytest.mark.parametrize(("words", "before", "after"), REPAIRS, ids=REPAIRED)
def test_example_is_repaired_as_shown(words: list[str], before: str, after: str) -> None:
    result = fix_text(before.encode(), settings(words), HERE)

    assert result.error is None
    assert sorted(finding.code for finding in result.fixed) == sorted(codes_in(words))
    assert (result.after or b"").decode() == after


@pytest.mark.parametrize(("words", "after"), [(words, after) for words, _, after in REPAIRS], ids=REPAIRED)
def test_repaired_example_shows_no_fault(words: list[str], after: str) -> None:
    assert fix_text(after.encode(), settings(words), HERE).findings == ()


def test_example_of_both_families_is_what_all_rules_make_of_it() -> None:
    (both,) = [(before, after) for words, before, after in REPAIRS if len(codes_in(words)) > 1]

    assert fix_text(both[0].encode(), Settings(), HERE).after == both[1].encode()
    assert fix_text(both[1].encode(), Settings(), HERE).findings == ()


def test_comment_hides_the_finding() -> None:
    (source,) = blocks("python ignored")
    bare = source.replace("  # channels-fix: ignore[SC001]", "")

    assert [finding.code for finding in fix_text(bare.encode(), Settings(), HERE).findings] == ["SC001"]
    assert fix_text(source.encode(), Settings(), HERE).findings == ()


def test_configuration_names_every_key() -> None:
    (text,) = blocks("toml")

    assert sorted(tomllib.loads(text)["tool"]["channels-fix"]) == sorted(config._KEYS)


def test_configuration_is_accepted(tmp_path: Path) -> None:
    (text,) = blocks("toml")
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")

    settings = config.settings(config.Asked(), tmp_path, registry.all_rules())

    assert settings.select == ("SC", "CE")
    assert settings.options["consumer-bases"] == ("vendor.sockets.Base",)


def test_table_lists_every_rule() -> None:
    known = [
        (rule.code, rule.name, inspect.cleandoc(rule.__doc__ or "").partition("\n")[0]) for rule in registry.all_rules()
    ]

    assert known == RULE_ROWS


def test_exit_codes_are_those_of_the_help() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "channels_fix", "--help"], capture_output=True, text=True, timeout=120, check=True
    )
    codes = ended.stdout.partition("Exit codes:")[2].split("\n")[1:4]

    assert ["| {} | {} |".format(*line.split(maxsplit=1)) in README for line in codes] == [True, True, True]


@pytest.mark.parametrize("target", MAKE_TARGETS)
def test_make_knows_the_target(target: str) -> None:
    subprocess.run(["make", "--dry-run", target], cwd=ROOT, stdout=subprocess.DEVNULL, timeout=120, check=True)


def test_pre_commit_example_names_the_hook() -> None:
    (text,) = blocks("yaml")
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = yaml.safe_load(text)["repos"]

    assert repository["hooks"] == [{"id": hook["id"]}]


def test_manifest_can_be_used(tmp_path: Path) -> None:
    (text,) = blocks("toml manifest")
    file = tmp_path / "repositories.toml"
    file.write_text(text, encoding="utf-8")

    shop, chat = manifest.read(file).repositories

    assert (shop.address.name, shop.base, shop.paths, shop.check) == ("example/shop", "main", ("server",), "pytest -q")
    assert (chat.address.name, chat.check, chat.options) == ("chat", "make test", {"select": ["SC", "CE"]})


@pytest.mark.parametrize("family", ["stop_consumer", "cancellation", "async_views", "views", "deployment"])
def test_contributing_says_what_each_file_of_the_rules_is_for(family: str) -> None:
    named = {*re.findall(r"`(?:\w+/)*(\w+\.py)`", CONTRIBUTING)}
    files = {path.name for path in (ROOT / "codemods" / family).rglob("[!_]*.py")}

    assert files - named == set()


@pytest.mark.parametrize("rule", registry.all_rules(), ids=lambda rule: rule.code)
def test_changelog_names_the_rule(rule: type) -> None:
    assert f"{rule.code} `{rule.name}`" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
