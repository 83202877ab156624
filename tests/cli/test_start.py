"""What is imported, and from where, before the work begins."""

from __future__ import annotations

from pathlib import Path

import pytest

import channels_fix
from channels_fix import __version__

HEAVY = {"libcst", "rich", "codemods", "difflib", "pathspec", "importlib.metadata", "asyncio"}
MARK = "from pathlib import Path; Path(__file__).with_name('executed').touch()\n"


@pytest.fixture
def hostile(project):
    (project / "codemods").mkdir()
    (project / "codemods" / "__init__.py").write_text(MARK)
    (project / "click.py").write_text(MARK)
    (project / "libcst.py").write_text(MARK)
    (project / "rich.py").write_text(MARK)
    (project / "json.py").write_text(MARK)
    (project / "inspect.py").write_text(MARK)
    return project


@pytest.fixture
def hostile_to_workers(hostile, faulty):
    """With so many files to repair that the work is shared."""
    (hostile / "socket.py").write_text(MARK)
    (hostile / "pickle.py").write_text(MARK)
    for number in range(20):
        (hostile / f"chat{number}.py").write_text((faulty / "chat.py").read_text())
    return hostile


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_a_question_about_the_program_imports_nothing_heavy(imported_by, project, option):
    imported = imported_by(option, cwd=project)

    assert "channels_fix.cli" in imported
    assert imported & HEAVY == set()


def test_a_clean_tree_needs_neither_libcst_nor_rich(imported_by, project):
    (project / "views.py").write_text("def index(request):\n    return None\n")

    imported = imported_by(".", cwd=project)

    assert "channels_fix.engine" in imported
    assert imported & {"libcst", "rich"} == set()


def test_version_is_that_of_the_package(started):
    ended = started("--version")

    assert (ended.code, ended.out) == (0, f"channels-fix {__version__}\n")


def test_help_names_commands_and_exit_codes(started):
    ended = started("-h")

    assert ended.code == 0
    assert "channels-fix explain CODE" in ended.out
    assert "findings remain, or a diff was shown" in ended.out


def test_code_of_the_target_project_does_not_run_on_help(started, hostile):
    ended = started("--help")

    assert ended.code == 0
    assert list(hostile.rglob("executed")) == []


def test_code_of_the_target_project_does_not_run_on_a_check(started, hostile):
    ended = started(".")

    assert (ended.code, ended.out) == (0, "")
    assert list(hostile.rglob("executed")) == []


def test_code_of_the_target_project_does_not_run_on_a_diff_with_findings(started, hostile, faulty):
    ended = started("--diff", "--jobs", "2", ".")

    assert ended.code == 1
    assert list(hostile.rglob("executed")) == []


def test_code_of_the_target_project_does_not_run_in_workers(started, hostile_to_workers):
    ended = started("--diff", "--jobs", "2", ".")

    assert ended.code == 1
    assert list(hostile_to_workers.rglob("executed")) == []


def test_without_the_current_folder_on_the_path_nothing_is_dropped(started):
    assert started("--version", PYTHONSAFEPATH="1").code == 0


def test_the_package_runs_from_its_own_folder(started):
    assert started("--version", cwd=Path(channels_fix.__file__).parent.parent).code == 0
