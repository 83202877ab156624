"""What depends on the version of Channels, and whom the notice of hidden errors concerns."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.version import Version
from trees import project, write

from channels_fix.engine import run
from channels_fix.requirements.target import Target
from channels_fix.results import Settings
from codemods.targets import Signatures, channels_of, python_of, signatures_of

HTTP = "from channels.generic.http import AsyncHttpConsumer\n\n\n"
FEED = HTTP + "class Feed(AsyncHttpConsumer):\n    async def handle(self, body):\n        pass\n"
COMMAND = """\
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Runs a consumer"

    def handle(self, *args, **options):
        pass
"""
OLD = {"requirements.txt": "channels==3.0.4\n"}


def subjects(root: Path, files: dict[str, str]) -> list[str]:
    """Run over a project and give what its notices are about."""
    return [notice.subject for notice in run([write(root, files)], Settings()).notices]


class TestVersions:
    def test_channels_and_python_of_a_module(self, tmp_path: Path) -> None:
        index = project(tmp_path, {**OLD, ".python-version": "3.6.15\n", "a.py": ""})
        module = index.load(tmp_path / "a.py")
        assert channels_of(module, index) == Target(Version("3.0.4"), tmp_path / "requirements.txt")
        assert python_of(module, index).is_below("3.7")

    def test_project_that_says_nothing_is_not_guessed(self, tmp_path: Path) -> None:
        index = project(tmp_path, {"a.py": ""})
        module = index.load(tmp_path / "a.py")
        assert channels_of(module, index) is None
        assert python_of(module, index) is None
        assert signatures_of(module, index) is None

    @pytest.mark.parametrize(
        ("version", "signatures"),
        [
            ("2.0", Signatures(("scope",), ("receive", "send"))),
            ("2.4.0", Signatures(("scope",), ("receive", "send"))),
            ("3.0", Signatures((), ("scope", "receive", "send"))),
            ("4.3.2", Signatures((), ("scope", "receive", "send"))),
            ("1.1.8", None),
        ],
    )
    def test_consumers_are_called_as_their_channels_calls_them(
        self, tmp_path: Path, version: str, signatures: Signatures | None
    ) -> None:
        index = project(tmp_path, {"requirements.txt": f"channels=={version}\n", "a.py": ""})
        assert signatures_of(index.load(tmp_path / "a.py"), index) == signatures


class TestHiddenErrors:
    @pytest.mark.parametrize(
        "source",
        [
            FEED,
            FEED.replace("AsyncHttpConsumer)", "Mixin, AsyncHttpConsumer)").replace(
                "\n\n\n", "\n\nclass Mixin: ...\n\n"
            ),
            FEED.replace("import AsyncHttpConsumer", "import AsyncHttpConsumer as Base").replace(
                "(Async", "(Base, Async"
            ),
            "import channels.generic.http as http\n\n" + FEED.removeprefix(HTTP).replace("(Async", "(http.Async"),
            FEED + "\n    async def http_disconnect(self, message):\n        raise StopConsumer()\n",
            FEED.replace("async def handle(", "def handle("),
        ],
    )
    def test_consumer_that_answers_in_handle_is_concerned(self, tmp_path: Path, source: str) -> None:
        assert subjects(tmp_path, {**OLD, "feeds.py": source}) == ["channels 3.0.4"]

    def test_base_class_may_stand_elsewhere(self, tmp_path: Path) -> None:
        files = {
            "base.py": HTTP + "class BaseConsumer(AsyncHttpConsumer):\n    pass\n",
            "feeds.py": FEED.replace(HTTP, "from base import BaseConsumer\n\n")
            .replace("(Async", "(Base")
            .replace("BaseHttpConsumer", "BaseConsumer"),
        }
        assert subjects(tmp_path, {**OLD, **files}) == ["channels 3.0.4"]

    @pytest.mark.parametrize(
        "source",
        [
            FEED.replace("def handle(", "def handle_body("),
            FEED.replace("def handle(", "def answer("),
            FEED + "\n    async def http_request(self, message):\n        await self.handle(b'')\n",
            FEED.replace("channels.generic.http", "vendor.http"),
            FEED.replace(
                "generic.http import AsyncHttpConsumer", "generic.websocket import AsyncWebsocketConsumer"
            ).replace("(AsyncHttp", "(AsyncWebsocket"),
            FEED.replace("(AsyncHttpConsumer)", "(make(), AsyncHttpConsumer)"),
            FEED.replace("(AsyncHttpConsumer)", ""),
            COMMAND,
            HTTP + "async def handle(self, body):\n    pass\n",
            f"'''\n{FEED}'''\n",
        ],
    )
    def test_nothing_else_is_concerned(self, tmp_path: Path, source: str) -> None:
        assert subjects(tmp_path, {**OLD, "feeds.py": source}) == []

    @pytest.mark.parametrize(
        "line", ["channels==4.1.0", "channels>=4.1", "channels", "channels<4", "channels-redis==3.0.4", "daphne==3.0.2"]
    )
    def test_newer_or_unknown_version_is_no_cause(self, tmp_path: Path, line: str) -> None:
        assert subjects(tmp_path, {"requirements.txt": f"{line}\n", "feeds.py": FEED}) == []

    @pytest.mark.parametrize("line", ["channels==4.0.0", "channels>=3", "channels[daphne]~=4.0", "channels==2.4.*"])
    def test_older_version_is_cause(self, tmp_path: Path, line: str) -> None:
        assert len(subjects(tmp_path, {"requirements.txt": f"{line}\n", "feeds.py": FEED})) == 1
