"""Which classes Channels runs as consumers, and which connections they hear the end of."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from trees import MIXINS, found_in, heir, module, project, swallowing, write

from channels_fix.project import Project
from channels_fix.registry import knowledge
from channels_fix.resolution import Symbol
from codemods.consumers import (
    ENDING_HANDLERS,
    ENDING_MESSAGES,
    as_consumer,
    consumers_of,
    is_consumer_class,
    library_bases,
)

RAW = "from channels.consumer import AsyncConsumer, SyncConsumer\n"


def index_of(root: Path, text: str, **options: object) -> Project:
    found = project(root, {"a.py": text}, knowledge())
    found.options = options
    return found


def described(root: Path, text: str, name: str = "Chat", **options: object) -> tuple[tuple[str, ...], bool] | None:
    """The connections of a class and whether it is synchronous; None when it is no consumer."""
    index = index_of(root, text, **options)
    consumer = as_consumer(module(index, root, "a.py").classes[name], index)
    return consumer and (consumer.protocols, consumer.sync)


@pytest.mark.parametrize("base", sorted(library_bases()))
def test_heir_of_every_known_library_class_is_a_consumer(base: str, tmp_path: Path) -> None:
    package, _, name = base.rpartition(".")
    kind = library_bases()[base]
    expected = ((kind.protocol,) if kind.protocol else (), kind.sync)
    assert described(tmp_path, heir(name, f"from {package} import {name}\n")) == expected


@pytest.mark.parametrize("base", sorted(name for name, kind in library_bases().items() if kind.protocol))
def test_swallow_in_an_heir_of_every_known_library_class_is_found(base: str, tmp_path: Path) -> None:
    package, _, name = base.rpartition(".")
    write(tmp_path, {"a.py": swallowing(name, f"from {package} import {name}\n")})
    assert found_in(tmp_path) == ["a.py"]


@pytest.mark.parametrize(
    ("body", "protocols"),
    [
        ("pass", ()),
        ("def websocket_connect(self, message): ...", ("websocket",)),
        ("async def http_request(self, message): ...", ("http",)),
        ("def websocket_receive(self, m): ...\n    def http_disconnect(self, m): ...", ("http", "websocket")),
        ("def chat_message(self, event): ...", ()),
        ("websocket_group = 1", ()),
    ],
)
@pytest.mark.parametrize(("base", "sync"), [("AsyncConsumer", False), ("SyncConsumer", True)])
def test_raw_consumer_has_the_connections_of_its_handlers(
    base: str, body: str, protocols: tuple[str, ...], tmp_path: Path, *, sync: bool
) -> None:
    assert described(tmp_path, f"{RAW}\n\nclass Chat({base}):\n    {body}\n") == (protocols, sync)


def test_handlers_of_a_mixin_count(tmp_path: Path) -> None:
    mixin = "class Mixin:\n    def websocket_connect(self, message): ...\n"
    assert described(tmp_path, f"{RAW}\n\n{mixin}\n\nclass Chat(Mixin, AsyncConsumer): ...\n") == (
        ("websocket",),
        False,
    )


@pytest.mark.parametrize(
    "text",
    [
        "class Chat: ...\n",
        heir("AsyncWebsocketConsumer", "from elsewhere import AsyncWebsocketConsumer\n"),
        heir("View", "from django.views import View\n"),
        heir("WebsocketEndpoint", "from starlette.endpoints import WebsocketEndpoint\n"),
        heir("Middleware", "from channels.middleware import BaseMiddleware as Middleware\n"),
        heir("make(AsyncWebsocketConsumer)"),
    ],
)
def test_other_class_is_no_consumer(text: str, tmp_path: Path) -> None:
    assert described(tmp_path, text) is None


@pytest.mark.parametrize(
    "call",
    [
        "async def __call__(self, scope, receive, send):\n        await self.loop()",
        "async def __call__(self, scope, receive, send):\n        while True:\n            await receive()",
    ],
)
def test_class_with_a_receive_loop_of_its_own_is_left_alone(call: str, tmp_path: Path) -> None:
    text = swallowing("AsyncWebsocketConsumer") + f"\n    {call}\n"
    assert described(tmp_path, text) is None
    write(tmp_path, {"a.py": text})
    assert found_in(tmp_path) == []


def test_class_that_calls_the_inherited_loop_is_a_consumer(tmp_path: Path) -> None:
    call = "async def __call__(self, scope, receive, send):\n        await super().__call__(scope, receive, send)"
    assert described(tmp_path, f"{swallowing('AsyncWebsocketConsumer')}\n    {call}\n") == (("websocket",), False)


class TestConfiguredBases:
    TEXT = swallowing("Base", "from vendor.consumers import Base\n")

    def test_unknown_base_is_no_consumer_by_itself(self, tmp_path: Path) -> None:
        assert described(tmp_path, self.TEXT) is None

    def test_configured_base_is_a_consumer(self, tmp_path: Path) -> None:
        options = {"consumer-bases": ["vendor.consumers.Base"]}
        assert described(tmp_path, self.TEXT, **options) == (("websocket",), False)
        write(tmp_path, {"a.py": self.TEXT})
        assert found_in(tmp_path, options=options) == ["a.py"]

    def test_class_of_the_project_may_be_configured_too(self, tmp_path: Path) -> None:
        text = "from vendor import make\n\n\nclass Base(make()): ...\n\n\nclass Chat(Base): ...\n"
        assert described(tmp_path, text) is None
        assert described(tmp_path, text, **{"consumer-bases": ["a.Base"]}) == (("websocket",), False)


class TestConsumersOf:
    def consumers(self, root: Path, text: str, name: str) -> list[str]:
        index = index_of(root, text)
        found = consumers_of(module(index, root, "a.py").classes[name], index)
        return [consumer.cls.node.name for consumer in found]

    def test_consumer_runs_its_own_methods(self, tmp_path: Path) -> None:
        text = heir("AsyncWebsocketConsumer") + "\n\nclass Other(Chat): ...\n"
        assert self.consumers(tmp_path, text, "Chat") == ["Chat"]

    def test_mixin_is_run_by_all_consumers_that_inherit_it(self, tmp_path: Path) -> None:
        assert self.consumers(tmp_path, MIXINS, "Mixin") == ["First", "Second"]

    def test_raw_base_without_a_connection_is_run_by_its_heirs_with_one(self, tmp_path: Path) -> None:
        text = f"{RAW}\n\nclass Base(AsyncConsumer): ...\n\n\nclass Worker(Base): ...\n"
        text += "\n\nclass Chat(Base):\n    def websocket_connect(self, message): ...\n"
        assert self.consumers(tmp_path, text, "Base") == ["Chat"]

    def test_class_without_heirs_is_run_by_nobody(self, tmp_path: Path) -> None:
        assert self.consumers(tmp_path, "class Alone: ...\n", "Alone") == []


def test_name_of_a_consumer_class_is_known_for_the_library_and_the_project(tmp_path: Path) -> None:
    index = index_of(tmp_path, f"{heir('AsyncWebsocketConsumer')}\n\nclass Other: ...\n")
    classes = module(index, tmp_path, "a.py").classes
    assert is_consumer_class(Symbol("channels.consumer.SyncConsumer"), index)
    assert is_consumer_class(Symbol("a.Chat", classes["Chat"]), index)
    assert not is_consumer_class(Symbol("a.Other", classes["Other"]), index)
    assert not is_consumer_class(Symbol("django.views.View"), index)


def test_facts_agree_with_the_installed_library() -> None:
    assert all(isinstance(imported(name), type) for name in library_bases() if name.startswith("channels."))
    # those of asyncio grow from version to version
    exports = {package: names for package, names in knowledge().exports.items() if package.startswith("channels.")}
    assert all(imported(f"{package}.{name}") for package, names in exports.items() for name in names)
    assert ENDING_MESSAGES.keys() == ENDING_HANDLERS.keys()


def test_aliases_agree_with_the_installed_library() -> None:
    pairs = [pair for pair in knowledge().aliases.items() if pair[0].startswith("channels.")]
    assert [(old, new) for old, new in pairs if imported(old) is not imported(new)] == []


def imported(name: str) -> object:
    package, _, attribute = name.rpartition(".")
    return getattr(import_module(package), attribute)
