"""Code of a repository: none of it runs but by the check, and that sees no secrets."""

from __future__ import annotations

from pathlib import Path

import pytest
from origins import FAULTY, PROJECT, migrate, origin, prepared

from channels_fix.batch.checking import check
from channels_fix.batch.programs import Programs

PLACES = (
    *("sitecustomize.py", "usercustomize.py", "conftest.py", "setup.py", "manage.py", "__init__.py", "__main__.py"),
    *("codemods/__init__.py", "codemods/evil.py", "channels_fix/__init__.py", "channels_fix/batch/fixer.py", "evil.py"),
    *("libcst/__init__.py", "libcst.py", "json.py", "ast.py", "click.py", "tomllib.py", "encodings/__init__.py"),
    *("encodings/evil.py", "chat/__init__.py", "lib/python3/site-packages/evil.py"),
)
ENTRY_POINTS = "[channels_fix.codemods]\nevil = evil:pack\n"


def traps(folder: Path) -> dict[str, str]:
    """Modules that leave a trace as soon as they are imported, wherever Python or the engine may look for one."""
    source = f"open({str(folder / 'ran')!r}, 'a').write(__file__)\n"
    return {
        **dict.fromkeys(PLACES, source),
        "evil.pth": f"import os; {source}",
        "lib/python3/site-packages/evil.pth": f"import os; {source}",
        "evil.dist-info/entry_points.txt": ENTRY_POINTS,
        "evil.dist-info/METADATA": "Metadata-Version: 2.1\nName: evil\nVersion: 1\n",
        "evil.egg-info/entry_points.txt": ENTRY_POINTS,
        "setup.cfg": "[options.entry_points]\nchannels_fix.codemods = evil = evil:pack\n",
        "pyvenv.cfg": "home = .\n",
        "python._pth": ".\n",
        "pyproject.toml": (
            '[project]\nname = "evil"\nversion = "1"\n'
            '[project.entry-points."channels_fix.codemods"]\nevil = "evil:pack"\n'
        ),
        "coded.py": f"# -*- coding: evil -*-\n{FAULTY}",
    }


def test_no_module_of_the_repository_is_imported(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile", {**PROJECT, **traps(tmp_path)})
    ran = migrate(tmp_path, [hostile], "--push", PYTHONSAFEPATH="")
    assert (ran.outcomes, ran.json[0]["changed_files"]) == (["fixed"], ["chat/consumers.py"])
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ('plugins = ["evil"]', "pyproject.toml: unknown key 'plugins' in [tool.channels-fix]"),
        ('check = "touch ran"', "pyproject.toml: unknown key 'check' in [tool.channels-fix]"),
        ("cleanup = \"__import__('os')\"", "pyproject.toml: 'cleanup' must be the name of a method or"),
        ('select = ["\\u001b[31m"]', "pyproject.toml: unknown rule '\\x1b[31m'"),
        ('"\\u001b]0;x" = 1', "pyproject.toml: unknown key '\\x1b]0;x'"),
    ],
)
def test_settings_of_the_repository_name_no_code(tmp_path: Path, table: str, what: str) -> None:
    hostile = origin(tmp_path / "hostile", {**PROJECT, "pyproject.toml": f"[tool.channels-fix]\n{table}\n"})
    found = prepared(tmp_path, hostile)
    assert found.failed == "fix"
    assert found.error.startswith(what)
    assert found.error.isprintable()


def test_settings_of_the_repository_count_and_none_above_it(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.channels-fix]\nselect = ["CE"]\n')
    own = {**PROJECT, "pyproject.toml": '[tool.channels-fix]\nexclude = ["chat"]\n'}
    assert [change.path for change in prepared(tmp_path, origin(tmp_path / "plain")).changes] == ["chat/consumers.py"]
    assert prepared(tmp_path, origin(tmp_path / "excluded", own)).changes == ()


@pytest.mark.parametrize(
    "source",
    [
        f"{FAULTY}\nx = {'(' * 100_000}",
        f"{FAULTY}\nx = {'-' * 200_000}1\n",
        f"{FAULTY}\nx = {'+'.join(['a'] * 50_000)}\n",
        f"{FAULTY}\nx = 0\0\n",
        f"{FAULTY}\nx = '\\N{{{'A' * 100_000}}}'\n",
        FAULTY + "".join(f"{' ' * depth}if x:\n" for depth in range(2000)),
    ],
    ids=["brackets", "signs", "sums", "zero", "name", "blocks"],
)
def test_a_source_that_no_parser_takes_spoils_its_own_file_only(tmp_path: Path, source: str) -> None:
    found = prepared(tmp_path, origin(tmp_path / "hostile", {**PROJECT, "bomb.py": source}))
    assert (found.failed, [change.path for change in found.changes]) == ("", ["chat/consumers.py"])
    assert all(error.startswith("bomb.py: ") for error in found.fixed.errors)


def test_a_source_that_eats_memory_is_one_failure(tmp_path: Path) -> None:
    bomb = f"{FAULTY}\nx = [{'a.b, ' * 1_500_000}]\n"
    found = prepared(tmp_path, origin(tmp_path / "hostile", {"bomb.py": bomb}), limits={"memory_bytes": 400 << 20})
    assert found.failed == "fix" or found.fixed.errors
    assert found.error.isprintable()


def test_a_source_that_takes_for_ever_is_one_failure(tmp_path: Path) -> None:
    found = prepared(tmp_path, origin(tmp_path / "hostile"), limits={"fix_seconds": 0.05})
    assert (found.failed, found.error) == ("fix", "the engine took more than 0.05 seconds: see --timeout")


def test_the_check_sees_no_secret_and_a_home_of_its_own(tmp_path: Path) -> None:
    secrets = {
        "GITHUB_TOKEN": "ghp_0123456789abcdefghij",
        "GITLAB_TOKEN": "glpat-0123456789abcdefghij",
        "MY_OTHER": "prefix ghp_0123456789abcdefghij",
        "AWS_SECRET_ACCESS_KEY": "abc/123456",
        "SSH_AUTH_SOCK": "/run/agent",
        "PYTHONPATH_OF_MINE": "x",
    }
    out = tmp_path / "out"
    hostile = origin(tmp_path / "hostile")
    ran = migrate(
        tmp_path, [hostile], "--check", f"env > {out}; ls -A ~ > {out}.home; git config -l > {out}.git", **secrets
    )
    assert (ran.code, ran.errors) == (0, [None])
    environment = dict(line.split("=", 1) for line in out.read_text().splitlines())
    allowed = {"PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TERM", "VIRTUAL_ENV", "SHELL", "USER", "LOGNAME"}
    ours = {"HOME", "TMPDIR", "CI", "PWD", "OLDPWD", "_", "SHLVL", "CHANNELS_FIX_PROGRAM"}
    assert environment.keys() - allowed - ours == set()
    assert environment["HOME"].startswith(str(tmp_path / "workspace" / "work"))
    assert Path(f"{out}.home").read_text() == ""
    assert "ada@example.org" not in Path(f"{out}.git").read_text()
    held = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert not any(secret.encode() in held for secret in secrets.values() if len(secret) > 12)


def test_the_check_may_say_what_it_likes_and_its_output_is_kept(tmp_path: Path) -> None:
    found = prepared(tmp_path, origin(tmp_path / "faulty"), check="echo begun; echo oops >&2; exit 7")
    assert found.checked is not None
    assert (found.checked.output, found.checked.error) == ("begun\noops\n", "the check ended with 7")
    assert (found.failed, found.error, found.changes) == ("check", "the check ended with 7", ())


def test_the_check_has_its_time(tmp_path: Path) -> None:
    checked = check(Programs(), "echo begun; sleep 600", 0.5, tmp_path, tmp_path, {"PATH": "/bin:/usr/bin"})
    assert (checked.output, checked.error) == ("begun\n", "the check took more than 0.5 seconds")


def test_what_the_check_writes_is_not_delivered(tmp_path: Path) -> None:
    writes = (
        "echo x > new.py; echo x >> chat/consumers.py; rm README.md; git add -A; git commit -qm x; echo x > .git/config"
    )
    found = prepared(tmp_path, origin(tmp_path / "faulty"), check=f"({writes}); exit 0")
    assert [change.path for change in found.changes] == ["chat/consumers.py"]
    assert not found.changes[0].after.endswith(b"x\n")
