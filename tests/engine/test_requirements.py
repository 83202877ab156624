"""What a project says about versions: the lowest that it admits, and nothing where that is not known."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from packaging.version import Version

from channels_fix.project import Project
from channels_fix.requirements import reading
from channels_fix.requirements.target import Target

FILE = "chat/consumers.py"
LOCK = '[[package]]\nname = "{}"\nversion = "{}"\n'


def index(root: Path, **options: object) -> Project:
    """The index of the project in `root`, one file of which is `chat/consumers.py`."""
    return Project([root], lambda roots: [], None, options)


def write(root: Path, name: str, content: str | bytes) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def target(root: Path, file: str = FILE, **options: object) -> Target | None:
    project = index(root, **options)
    return project.version_of("channels", project.add(root / file, ""))


def version(root: Path, file: str = FILE) -> str | None:
    found = target(root, file)
    return str(found.version) if found else None


def python(root: Path, file: str = FILE, **options: object) -> str | None:
    project = index(root, **options)
    found = project.python_of(project.add(root / file, ""))
    return str(found.version) if found else None


class TestRequirementsFiles:
    @pytest.mark.parametrize(
        ("line", "lowest"),
        [
            ("channels==3.0.4", "3.0.4"),
            ("channels == 3.0.4", "3.0.4"),
            ("Channels==3.0.4", "3.0.4"),
            ("channels[daphne]==4.1", "4.1"),
            ("channels [ daphne ] >= 4.1", "4.1"),
            ("channels==2.4.*", "2.4"),
            ("channels~=3.0.3", "3.0.3"),
            ("channels>=3,<5", "3"),
            ("channels<5,>=3", "3"),
            ("channels (>=3,<5)", "3"),
            ("channels>=2.4,!=3.0.1,>=3.0.0", "3.0.0"),
            ("channels>3.0", "3.0"),
            ("channels>=3,!=3", "3"),
            ("channels>=04.0.0", "4.0.0"),
            ("channels>=4.0b1", "4.0b1"),
            ("channels==3.0.4  # the last of 3", "3.0.4"),
            ("channels==3.0.4 --hash=sha256:0 --hash=sha256:1", "3.0.4"),
            ("channels==3.0.4 \\\n    --hash=sha256:0 \\\n    --hash=sha256:1\n    # via -r requirements.in", "3.0.4"),
            ("channels>=3, \\\n  <5", "3"),
            ("-i https://pypi.example\nchannels==3.0.4", "3.0.4"),
            ("channels-redis==4.2.0\r\nchannels==3.0.5\r\n", "3.0.5"),
            ("\ufeffchannels==3.0.4", "3.0.4"),
        ],
    )
    def test_line_gives_the_lowest_version(self, tmp_path: Path, line: str, lowest: str) -> None:
        write(tmp_path, "requirements.txt", line)
        assert version(tmp_path) == lowest

    @pytest.mark.parametrize(
        "line",
        [
            "channels",
            "channels<5",
            "channels!=3.0.0",
            "channels>=4,<3",
            "channels==3.0,==4.0",
            "channels===three",
            "channels=3.0.4",
            "channels=>3",
            "channels>=3.*",
            "# channels==3.0.4",
            "  # channels==3.0.4",
            "channels-redis==3.0.4",
            "channels_redis==3.0.4",
            "django-channels==0.7.0",
            "channelsmultiplexer==0.0.3",
            "channels.api==0.4",
            "daphne==4.1  # channels==3.0.4",
            "--hash=channels==3.0.4",
            "-e .",
            "-e git+https://github.com/django/channels.git@3.0.4#egg=channels",
            "git+https://github.com/django/channels.git@3.0.4#egg=channels",
            "channels @ git+https://github.com/django/channels.git@3.0.4",
            "channels @ file:///wheels/channels-3.0.4-py3-none-any.whl",
            "./wheels/channels-3.0.4-py3-none-any.whl",
            "-e ./channels==3.0.4",
            'channels==3.0.4; python_version < "3"',
            'channels==3.0.4; sys_platform == "win32"',
            'channels==3.0.4; extra == "websockets"',
            'channels==3.0.4; no_such_marker == "1"',
            "",
        ],
    )
    def test_line_gives_no_version(self, tmp_path: Path, line: str) -> None:
        write(tmp_path, "requirements.txt", line)
        assert version(tmp_path) is None

    @pytest.mark.parametrize(
        "name",
        [
            "requirements.txt",
            "requirements.in",
            "requirements-dev.txt",
            "requirements_prod.txt",
            "dev-requirements.txt",
            "requirements/base.txt",
            "requirements/base.in",
        ],
    )
    def test_usual_names_are_read(self, tmp_path: Path, name: str) -> None:
        write(tmp_path, name, "channels==3.0.4")
        assert target(tmp_path) == Target(Version("3.0.4"), tmp_path / name)

    @pytest.mark.parametrize(
        "name", ["notes.txt", "requirements.md", "requirements/old/base.txt", "requirements.txt.bak"]
    )
    def test_other_names_are_not_read(self, tmp_path: Path, name: str) -> None:
        write(tmp_path, name, "channels==3.0.4")
        assert target(tmp_path) is None

    def test_byte_order_mark_of_utf_16_is_heeded(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", codecs.BOM_UTF16_LE + "channels==3.0.4\r\n".encode("utf-16-le"))
        assert version(tmp_path) == "3.0.4"

    def test_range_is_told_from_a_single_version(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "channels>=3,<5")
        assert str(target(tmp_path)) == "3 or later"

    def test_single_version_is_told_as_it_is(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "channels==3.0.4")
        assert str(target(tmp_path)) == "3.0.4"


class TestIncludes:
    @pytest.mark.parametrize(
        "line", ["-r {}", "-r{}", "-r  {}  # all", "--requirement {}", "--requirement={}", "-c {}", "--constraint {}"]
    )
    def test_included_file_counts(self, tmp_path: Path, line: str) -> None:
        write(tmp_path, "requirements.txt", line.format("deploy/base.list"))
        write(tmp_path, "deploy/base.list", "channels==3.0.4")
        assert target(tmp_path) == Target(Version("3.0.4"), tmp_path / "deploy/base.list")

    def test_names_are_relative_to_the_file_that_includes(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "-r deploy/base.list")
        write(tmp_path, "deploy/base.list", "-r more.list")
        write(tmp_path, "deploy/more.list", "channels==3.0.4")
        write(tmp_path, "more.list", "channels==2.0")
        assert version(tmp_path) == "3.0.4"

    def test_files_that_include_each_other_end(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "-r requirements-base.txt\n-r requirements.txt\n")
        write(tmp_path, "requirements-base.txt", "-r ./requirements.txt\nchannels==3.0.4")
        assert version(tmp_path) == "3.0.4"

    def test_file_outside_of_the_project_is_not_read(self, tmp_path: Path) -> None:
        write(tmp_path, "outside.txt", "channels==2.0")
        write(tmp_path, "project/manage.py", "")
        write(tmp_path, "project/requirements.txt", f"-r ../outside.txt\n-r {tmp_path}/outside.txt\n")
        assert version(tmp_path / "project") is None

    def test_link_that_leads_outside_is_not_followed(self, tmp_path: Path) -> None:
        write(tmp_path, "outside.txt", "channels==2.0")
        write(tmp_path, "project/requirements.txt", "-r inside.list")
        (tmp_path / "project/inside.list").symlink_to(tmp_path / "outside.txt")
        assert version(tmp_path / "project") is None

    def test_file_of_the_repository_around_a_service_is_read(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        write(tmp_path, "base.list", "channels==3.0.4")
        write(tmp_path, "service/manage.py", "")
        write(tmp_path, "service/requirements.txt", "-r ../base.list")
        assert version(tmp_path / "service") == "3.0.4"

    @pytest.mark.parametrize(
        "name", ["missing.txt", "https://example.org/base.txt", "a\0b", pytest.param("x" * 5000, id="long"), ".", ""]
    )
    def test_include_that_leads_nowhere_is_passed_over(self, tmp_path: Path, name: str) -> None:
        write(tmp_path, "requirements.txt", f"-r {name}\nchannels==3.0.4\n")
        assert version(tmp_path) == "3.0.4"


class TestPyproject:
    @pytest.mark.parametrize(
        ("text", "lowest"),
        [
            ('[project]\ndependencies = ["django", "channels[daphne]>=4.1"]', "4.1"),
            ('[project.optional-dependencies]\nws = ["channels>=4.1"]', "4.1"),
            ('[dependency-groups]\nws = [{include-group = "x"}, "channels>=4.1"]', "4.1"),
            ('[tool.pdm.dev-dependencies]\nws = ["channels>=4.1"]', "4.1"),
            ('[tool.uv]\ndev-dependencies = ["channels>=4.1"]', "4.1"),
            ('[tool.hatch.envs.default]\ndependencies = ["channels>=4.1"]', "4.1"),
            ('[tool.hatch.envs.test]\nextra-dependencies = ["channels>=4.1"]', "4.1"),
            ('[tool.poetry.dependencies]\nchannels = "^4.1"', "4.1"),
            ('[tool.poetry.dependencies]\nChannels = "~4.1"', "4.1.0"),
            ('[tool.poetry.dependencies]\nchannels = "~4"', "4.0"),
            ('[tool.poetry.dependencies]\nchannels = "~4.1.2"', "4.1.2"),
            ('[tool.poetry.dependencies]\nchannels = "4.1.0"', "4.1.0"),
            ('[tool.poetry.dependencies]\nchannels = "=4.1.0"', "4.1.0"),
            ('[tool.poetry.dependencies]\nchannels = "4.1.*"', "4.1"),
            ('[tool.poetry.dependencies]\nchannels = ">=3 <5"', "3"),
            ('[tool.poetry.dependencies]\nchannels = ">=3,<5"', "3"),
            ('[tool.poetry.dependencies]\nchannels = "^4.1 || ^3.0"', "3.0"),
            ('[tool.poetry.dependencies]\nchannels = {version = "^4.1", extras = ["daphne"]}', "4.1"),
            ('[tool.poetry.group.ws.dependencies]\nchannels = "^4.1"', "4.1"),
            ('[tool.poetry.dev-dependencies]\nchannels = "^4.1"', "4.1"),
            ('[project]\ndependencies = ["channels (>=4.1,<5.0)"]', "4.1"),
            ('[project]\ndependencies = ["channels>=4.1"]\n[dependency-groups]\nold = ["channels==3.0.5"]', "4.1"),
        ],
    )
    def test_version_is_found(self, tmp_path: Path, text: str, lowest: str) -> None:
        write(tmp_path, "pyproject.toml", text)
        assert version(tmp_path) == lowest

    @pytest.mark.parametrize(
        "text",
        [
            '[project]\ndependencies = ["channels-redis>=4.1", "channels"]',
            '[project]\nname = "channels"\nversion = "4.1"',
            '[project]\ndependencies = "channels>=4.1"',
            '[project]\ndependencies = [1, ["channels>=4.1"], {channels = "4.1"}]',
            "[project]\ndependencies = {channels = 4.1}",
            "project = 1",
            'tool = ["poetry"]',
            "[tool]\npoetry = 3\nhatch = []\nuv = false\npdm = 1.0",
            "[tool.hatch]\nenvs = [1]",
            "[tool.hatch.envs]\ndefault = 1",
            "[tool.poetry]\ngroup = 1",
            "[tool.poetry.group]\nws = 1",
            "[tool.poetry.dependencies]\nchannels = 4.1",
            '[tool.poetry.dependencies]\nchannels = "*"',
            '[tool.poetry.dependencies]\nchannels = ""',
            '[tool.poetry.dependencies]\nchannels = "^"',
            '[tool.poetry.dependencies]\nchannels = "latest"',
            '[tool.poetry.dependencies]\nchannels = "3.0 - 4.1"',
            '[tool.poetry.dependencies]\nchannels = "^4.1 || *"',
            '[tool.poetry.dependencies]\nchannels = {git = "https://github.com/django/channels.git", tag = "4.1"}',
            '[tool.poetry.dependencies]\nchannels = {path = "../channels-4.1"}',
            "[tool.poetry.dependencies]\nchannels = {version = 4.1}",
            '[tool.poetry.dependencies]\nchannels-redis = "^4.1"',
            "[project\n",
            "",
        ],
    )
    def test_nothing_is_found(self, tmp_path: Path, text: str) -> None:
        write(tmp_path, "pyproject.toml", text)
        assert target(tmp_path) is None

    @pytest.mark.parametrize(
        ("python_range", "lowest"), [("^3.9", "4.1"), ("^3.7", "2.4"), ("~3.8", "4.1"), ("*", "2.4")]
    )
    def test_poetry_may_have_a_version_for_each_python(self, tmp_path: Path, python_range: str, lowest: str) -> None:
        old, new = '{version = "2.4", python = "<3.8"}', '{version = "^4.1", python = ">=3.8"}'
        text = f'[tool.poetry.dependencies]\npython = "{python_range}"\nchannels = [{old}, {new}]'
        write(tmp_path, "pyproject.toml", text)
        assert version(tmp_path) == lowest

    def test_poetry_may_have_a_version_for_each_system(self, tmp_path: Path) -> None:
        old = "{version = '2.4', markers = 'sys_platform == \"win32\"'}"
        new = "{version = '^4.1', markers = 'sys_platform != \"win32\"'}"
        write(tmp_path, "pyproject.toml", f"[tool.poetry.dependencies]\nchannels = [{old}, {new}]")
        assert version(tmp_path) == "4.1"


class TestPipfile:
    @pytest.mark.parametrize(
        ("text", "lowest"),
        [
            ('[packages]\nchannels = "==3.0.4"', "3.0.4"),
            ('[packages]\nchannels = {version = "~=3.0", extras = ["daphne"]}', "3.0"),
            ('[dev-packages]\nchannels = ">=3"', "3"),
            ('[packages]\nchannels = ">=4"\n[dev-packages]\nchannels = "==3.0"', "4"),
            ('[packages]\nchannels = "*"', None),
            ('[packages]\nchannels = "3"', None),
            ("[packages]\nchannels = 3", None),
            ('[packages]\nchannels = {version = "==3.0.4", sys_platform = "== \'win32\'"}', None),
            ('[packages]\nchannels = {git = "https://github.com/django/channels.git", ref = "3.0.4"}', None),
            ('[packages]\n"channels-redis" = "==3.0.4"', None),
            ('packages = ["channels==3.0.4"]', None),
            ("[packages", None),
        ],
    )
    def test_pipfile(self, tmp_path: Path, text: str, lowest: str | None) -> None:
        write(tmp_path, "Pipfile", text)
        assert version(tmp_path) == lowest

    @pytest.mark.parametrize(
        ("text", "lowest"),
        [
            ('{"default": {"channels": {"version": "==3.0.4", "markers": "python_version >= \'3.6\'"}}}', "3.0.4"),
            ('{"default": {}, "develop": {"channels": {"version": "==3.0.4"}}}', "3.0.4"),
            ('{"default": {"channels-redis": {"version": "==3.0.4"}}}', None),
            ('{"default": {"channels": {"ref": "3.0.4", "git": "https://github.com/django/channels.git"}}}', None),
            ('{"default": {"channels": null}}', None),
            ('{"default": ["channels==3.0.4"]}', None),
            ('["channels==3.0.4"]', None),
            ("{", None),
            pytest.param("[" * 200_000, None, id="nested"),
        ],
    )
    def test_lock(self, tmp_path: Path, text: str, lowest: str | None) -> None:
        write(tmp_path, "Pipfile.lock", text)
        assert version(tmp_path) == lowest


class TestLockFiles:
    @pytest.mark.parametrize("name", ["poetry.lock", "uv.lock", "pdm.lock"])
    def test_version_is_exact(self, tmp_path: Path, name: str) -> None:
        write(tmp_path, name, LOCK.format("channels-redis", "4.2.0") + LOCK.format("channels", "3.0.5"))
        assert target(tmp_path) == Target(Version("3.0.5"), tmp_path / name)

    @pytest.mark.parametrize(
        "text",
        [
            LOCK.format("channels-redis", "4.2.0"),
            LOCK.format("channels", "three"),
            '[[package]]\nname = "channels"\n',
            '[[package]]\nname = "channels"\nversion = 4.1\n',
            '[package]\nname = "channels"\nversion = "4.1"\n',
            'package = ["channels"]\n',
            "[[package]\n",
        ],
    )
    def test_nothing_is_found(self, tmp_path: Path, text: str) -> None:
        write(tmp_path, "uv.lock", text)
        assert target(tmp_path) is None

    def test_lock_wins_over_a_range_and_over_a_pin(self, tmp_path: Path) -> None:
        write(tmp_path, "pyproject.toml", '[tool.poetry.dependencies]\nchannels = "^3.0"')
        write(tmp_path, "requirements.txt", "channels==3.0.0")
        write(tmp_path, "poetry.lock", LOCK.format("channels", "4.1.0"))
        assert version(tmp_path) == "4.1.0"

    def test_lowest_of_several_counts(self, tmp_path: Path) -> None:
        write(tmp_path, "uv.lock", LOCK.format("channels", "4.1.0") + LOCK.format("channels", "3.0.5"))
        assert version(tmp_path) == "3.0.5"


class TestSetuptools:
    @pytest.mark.parametrize(
        ("text", "lowest"),
        [
            ("[options]\ninstall_requires =\n    django>=3\n    channels>=3.0  # or later\n", "3.0"),
            ("[options]\ninstall_requires = channels>=3.0\n", "3.0"),
            ("[options.extras_require]\nws =\n    channels>=3.0\n", "3.0"),
            ("[options]\ninstall_requires =\n    channels-redis>=3.0\n", None),
            ("[options]\ninstall_requires = file: base.list\n", None),
            ("[options]\ninstall_requires\n", None),
            ("[metadata]\nname = channels\nversion = 3.0\n", None),
            ("install_requires = channels>=3.0\n", None),
            ("[options]\n%(x)s = channels\ninstall_requires = %(y)s\n", None),
        ],
    )
    def test_setup_cfg(self, tmp_path: Path, text: str, lowest: str | None) -> None:
        write(tmp_path, "setup.cfg", text)
        assert version(tmp_path) == lowest

    @pytest.mark.parametrize(
        ("text", "lowest"),
        [
            ('setup(install_requires=["django", "channels>=3.0"])', "3.0"),
            ('setuptools.setup(install_requires=("channels>=3.0",))', "3.0"),
            ('NEEDED = ["channels>=3.0"]\nsetup(install_requires=NEEDED)', "3.0"),
            ('WS = ["channels>=3.0"]\nsetup(extras_require={"ws": WS, "all": [*WS]})', "3.0"),
            ('setup(install_requires=["channels>=3.0", *more, version(), 3])', "3.0"),
            ("NEEDED = [NEEDED]\nsetup(install_requires=NEEDED)", None),
            ('if True:\n    setup(extras_require={"ws": ["channels>=3.0"]})', "3.0"),
            ('setup(install_requires=["channels-redis>=3.0"])', None),
            ('setup(install_requires=["channels>=3.0"] + more)', None),
            ("setup(install_requires=open('requirements').read().split())", None),
            ('NEEDED = ["channels>=3.0"]\nNEEDED = []\nsetup(install_requires=NEEDED)', None),
            ('NEEDED = ["channels>=3.0"]\nNEEDED += ["x"]\nsetup(install_requires=NEEDED)', None),
            ('def read():\n    NEEDED = ["channels>=3.0"]\nsetup(install_requires=NEEDED)', None),
            ('configure(install_requires=["channels>=3.0"])', None),
            ("setup(extras_require={[]: 1})", None),
            ("setup(**kwargs)", None),
            ("setup(", None),
            pytest.param("x = " + "(" * 5000, None, id="nested"),
        ],
    )
    def test_setup_py(self, tmp_path: Path, text: str, lowest: str | None) -> None:
        write(tmp_path, "setup.py", text)
        assert version(tmp_path) == lowest

    def test_setup_py_is_not_run(self, tmp_path: Path) -> None:
        write(tmp_path, "setup.py", f"open({str(tmp_path / 'ran')!r}, 'w')\nsetup(install_requires=['channels>=3'])")
        assert version(tmp_path) == "3"
        assert not (tmp_path / "ran").exists()


class TestWeight:
    def test_pin_wins_over_a_range(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.in", "channels>=3")
        write(tmp_path, "requirements.txt", "channels==4.1.0")
        assert version(tmp_path) == "4.1.0"

    def test_lowest_pin_counts(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements/dev.txt", "channels==4.1.0")
        write(tmp_path, "requirements/production.txt", "channels==3.0.5")
        assert version(tmp_path) == "3.0.5"

    def test_lowest_range_counts(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "channels>=4")
        write(tmp_path, "setup.cfg", "[options]\ninstall_requires = channels>=3\n")
        assert version(tmp_path) == "3"

    def test_explicit_target_wins_over_a_lock(self, tmp_path: Path) -> None:
        write(tmp_path, "uv.lock", LOCK.format("channels", "4.1.0"))
        explicit = Target(Version("3.0"))
        assert target(tmp_path, **{"target-channels": explicit}) is explicit

    @pytest.mark.parametrize(
        ("python_requires", "lowest"), [(">=3.8", "4.1"), (">=3.7", "2.4"), ("<3.7", "2.4"), ("nonsense", "2.4")]
    )
    def test_markers_are_asked_for_the_python_of_the_project(
        self, tmp_path: Path, python_requires: str, lowest: str
    ) -> None:
        write(tmp_path, "pyproject.toml", f'[project]\nrequires-python = "{python_requires}"')
        write(tmp_path, "requirements.txt", "channels==2.4; python_version<'3.8'\nchannels==4.1; python_version>='3.8'")
        assert version(tmp_path) == lowest

    def test_markers_are_asked_for_the_explicit_python(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "channels==2.4; python_version<'3.8'\nchannels==4.1; python_version>='3.8'")
        found = target(tmp_path, **{"target-python": Target(Version("3.9"))})
        assert found == Target(Version("4.1"), tmp_path / "requirements.txt")


class TestFolders:
    def test_service_comes_before_the_repository(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        write(tmp_path, "requirements.txt", "channels==3.0.4")
        write(tmp_path, "services/chat/requirements.txt", "channels==4.1")
        assert version(tmp_path, "services/chat/app/consumers.py") == "4.1"
        assert version(tmp_path, "services/news/consumers.py") == "3.0.4"

    def test_service_that_says_nothing_of_the_package_has_that_of_the_repository(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        write(tmp_path, "requirements.txt", "channels==3.0.4")
        write(tmp_path, "chat/requirements.txt", "channels-redis==4.1")
        assert version(tmp_path) == "3.0.4"

    def test_service_that_takes_any_version_is_not_bound_by_the_repository(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        write(tmp_path, "requirements.txt", "channels==3.0.4")
        write(tmp_path, "chat/requirements.txt", "channels")
        assert version(tmp_path) is None

    def test_nothing_above_the_repository_is_read(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "channels==3.0.4")
        (tmp_path / "project" / ".git").mkdir(parents=True)
        assert version(tmp_path / "project") is None

    def test_nothing_above_the_project_is_read_where_there_is_no_repository(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "channels==3.0.4")
        write(tmp_path, "project/manage.py", "")
        assert version(tmp_path / "project") is None

    def test_folder_that_was_named_counts_where_there_is_no_repository(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "channels==3.0.4")
        write(tmp_path, "chat/manage.py", "")
        assert version(tmp_path) == "3.0.4"

    def test_files_are_read_once(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "channels==3.0.4")
        project = index(tmp_path)
        first = project.version_of("channels", project.add(tmp_path / "a.py", ""))
        write(tmp_path, "requirements.txt", "channels==4.1")
        changed = project.changed({tmp_path / "a.py": "x = 1\n"})
        assert changed.version_of("channels", changed.add(tmp_path / "b.py", "")) is first

    def test_any_package_can_be_asked_for(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "Channels_Redis==4.2.0")
        project = index(tmp_path)
        found = project.version_of("channels-redis", project.add(tmp_path / "a.py", ""))
        assert found == Target(Version("4.2.0"), tmp_path / "requirements.txt")


class TestBadFiles:
    @pytest.mark.parametrize(
        "name",
        [*reading._READERS, "requirements.txt"],
    )
    @pytest.mark.parametrize("data", [b"\xff\xfe\xfa", b"channels==3.0.4 # caf\xe9", b"\0" * 100, b"\xff" * 10])
    def test_undecodable_file_says_nothing(self, tmp_path: Path, name: str, data: bytes) -> None:
        write(tmp_path, name, data)
        assert target(tmp_path) is None
        assert python(tmp_path) is None

    def test_huge_file_is_not_read(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "channels==3.0.4\n")
        os.truncate(tmp_path / "requirements.txt", reading.LARGEST_FILE + 1)
        assert target(tmp_path) is None

    @pytest.mark.parametrize("name", ["requirements.txt", "requirements", "pyproject.toml", "uv.lock"])
    def test_loop_of_links_says_nothing(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).symlink_to(name)
        assert target(tmp_path) is None

    def test_folder_that_leads_back_ends(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements.txt", "channels==3.0.4")
        (tmp_path / "requirements").symlink_to(tmp_path)
        assert version(tmp_path) == "3.0.4"

    @pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml", "setup.py"])
    def test_pipe_is_not_waited_for(self, tmp_path: Path, name: str) -> None:
        os.mkfifo(tmp_path / name)
        assert target(tmp_path) is None

    @pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml", "setup.cfg"])
    def test_folder_with_the_name_of_a_file_says_nothing(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).mkdir()
        assert target(tmp_path) is None

    def test_file_with_the_name_of_the_folder_says_nothing(self, tmp_path: Path) -> None:
        write(tmp_path, "requirements", "channels==3.0.4")
        assert target(tmp_path) is None

    def test_bad_file_does_not_silence_the_others(self, tmp_path: Path) -> None:
        write(tmp_path, "pyproject.toml", "[project\n")
        write(tmp_path, "requirements.txt", "channels==3.0.4")
        assert version(tmp_path) == "3.0.4"


class TestPython:
    @pytest.mark.parametrize(
        ("name", "text", "lowest"),
        [
            ("pyproject.toml", '[project]\nrequires-python = ">=3.9"', "3.9"),
            ("pyproject.toml", '[project]\nrequires-python = ">=3.9,<4"', "3.9"),
            ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.9"', "3.9"),
            ("pyproject.toml", '[tool.poetry.dependencies]\npython = "~3.9"', "3.9.0"),
            ("pyproject.toml", '[tool.poetry.dependencies]\npython = ">=3.9 <3.13"', "3.9"),
            ("setup.cfg", "[options]\npython_requires = >=3.9\n", "3.9"),
            ("setup.py", 'setup(python_requires=">=3.9")', "3.9"),
            ("Pipfile", '[requires]\npython_version = "3.9"', "3.9"),
            ("Pipfile", '[requires]\npython_version = "3.9"\npython_full_version = "3.9.7"', "3.9.7"),
            (".python-version", "3.9\n", "3.9"),
            (".python-version", "3.9.7\n", "3.9.7"),
            (".python-version", "# main\n3.12.1\n3.9.7 # old\n", "3.9.7"),
            (".python-version", "cpython@3.9\n", "3.9"),
            ("runtime.txt", "python-3.9.7\n", "3.9.7"),
            ("runtime.txt", "python-3.9", "3.9"),
        ],
    )
    def test_version_is_found(self, tmp_path: Path, name: str, text: str, lowest: str) -> None:
        write(tmp_path, name, text)
        assert python(tmp_path) == lowest

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("pyproject.toml", '[project]\nrequires-python = "<4"'),
            ("pyproject.toml", '[project]\nrequires-python = "3.9"'),
            ("pyproject.toml", "[project]\nrequires-python = 3.9"),
            ("pyproject.toml", '[tool.poetry.dependencies]\npython = "*"'),
            ("pyproject.toml", "[tool.poetry.dependencies]\npython = 3.9"),
            ("pyproject.toml", '[tool.ruff]\ntarget-version = "py39"'),
            ("setup.cfg", "[options]\npython_requires = soon\n"),
            ("setup.py", "setup(python_requires=VERSION)"),
            ("Pipfile", "[requires]\npython_version = 3.9"),
            ("Pipfile", "[requires]\n"),
            ("Pipfile.lock", '{"_meta": {"requires": 3}}'),
            (".python-version", "system\n"),
            (".python-version", "3\n"),
            (".python-version", "pypy3.9-7.3.9\n"),
            (".python-version", "# 3.9\n"),
            (".python-version", "my-environment\n"),
            ("runtime.txt", "3.9.7\n"),
            ("runtime.txt", "python-3\n"),
            ("requirements.txt", "python-dateutil==2.8\n"),
        ],
    )
    def test_nothing_is_found(self, tmp_path: Path, name: str, text: str) -> None:
        write(tmp_path, name, text)
        assert python(tmp_path) is None

    def test_what_is_promised_counts_more_than_what_is_installed_here(self, tmp_path: Path) -> None:
        write(tmp_path, "pyproject.toml", '[project]\nrequires-python = ">=3.6"')
        write(tmp_path, ".python-version", "3.12.1\n")
        assert python(tmp_path) == "3.6"

    def test_explicit_target_wins(self, tmp_path: Path) -> None:
        write(tmp_path, ".python-version", "3.12.1\n")
        assert python(tmp_path, **{"target-python": Target(Version("3.9"))}) == "3.9"

    def test_service_comes_before_the_repository(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        write(tmp_path, ".python-version", "3.12\n")
        write(tmp_path, "chat/runtime.txt", "python-3.6.15\n")
        assert python(tmp_path) == "3.6.15"


class TestTarget:
    @pytest.mark.parametrize(
        ("known", "asked", "below"),
        [("3.0.4", "4.1", True), ("4.1", "4.1", False), ("4.1.0", "4.1", False), ("4.1b1", "4.1", True)],
    )
    def test_versions_are_compared_as_versions(self, known: str, asked: str, below: bool) -> None:
        assert Target(Version(known)).is_below(asked) is below

    def test_ten_is_more_than_nine(self) -> None:
        assert not Target(Version("3.10")).is_below("3.9")
