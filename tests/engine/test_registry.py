"""Which rules are installed, and which of them are asked for."""

from __future__ import annotations

import pytest

from channels_fix.registry import all_rules, knowledge, selected_rules


def codes(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> set[str]:
    return {rule.code for rule in selected_rules(select, ignore)} & {"SC001", "SC004"}


def test_rules_are_sorted_by_code_and_each_is_there_once() -> None:
    found = [rule.code for rule in all_rules()]
    assert found == sorted(set(found))
    assert {"SC001", "SC004"} <= set(found)


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), {"SC001", "SC004"}),
        (("SC",), (), {"SC001", "SC004"}),
        (("sc001",), (), {"SC001"}),
        (("stop-consumer-swallowed",), (), {"SC001"}),
        (("SC001", "SC004"), ("SC004",), {"SC001"}),
        ((), ("SC",), set()),
        ((), ("stop-consumer-swallowed",), {"SC004"}),
        (("CE",), (), set()),
    ],
)
def test_rules_are_selected_by_code_by_prefix_or_by_name(
    select: tuple[str, ...], ignore: tuple[str, ...], left: set[str]
) -> None:
    assert codes(select, ignore) == left


def test_knowledge_of_the_packs_is_put_together() -> None:
    known = knowledge()
    assert known.aliases["channels.generic.websocket.StopConsumer"] == "channels.exceptions.StopConsumer"
    assert "StopConsumer" in known.exports["channels.exceptions"]
    assert "builtins.BaseException" in known.ancestors["asyncio.CancelledError"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("builtins.Exception", True),
        ("asyncio.CancelledError", True),
        ("channels.exceptions.StopConsumer", True),
        ("vendor.Error", False),
    ],
)
def test_class_of_a_known_package_is_what_it_says(name: str, *, plain: bool) -> None:
    assert knowledge().is_plain(name) is plain
