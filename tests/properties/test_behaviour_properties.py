"""What a fix does to the consumer itself: executed before and after."""

from __future__ import annotations

from pathlib import Path

import pytest
from conduct import DISCONNECT, MESSAGES, answer
from generated import DISCONNECT_THAT_MAY_FAIL, PLAIN, consumers
from hypothesis import HealthCheck, assume, given, settings
from oracle import PATIENCE, source_ends_on_disconnect

from channels_fix.engine import fix_text
from channels_fix.results import FileResult, Settings

BOUNDED = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def fixed(source: bytes) -> FileResult:
    return fix_text(source, Settings(select=("SC",)), Path("/nowhere/consumers.py"))


def codes(result: FileResult) -> set[str]:
    return {finding.code for finding in result.fixed}


@BOUNDED
@given(consumers(PLAIN))
def test_fixed_consumer_ends_with_its_client(source: bytes) -> None:
    result = fixed(source)
    assume(result.after is not None and not result.left)

    assert answer(result.after, DISCONNECT).ended


@settings(BOUNDED, max_examples=12)
@given(consumers(PLAIN))
def test_fixed_consumer_that_connects_ends_with_its_client_inside_of_channels(source: bytes) -> None:
    result = fixed(source)
    assume(result.after is not None and not result.left)
    assume(answer(source, MESSAGES[0]).sent)
    assume(not answer(source, MESSAGES[0]).ended)

    assert source_ends_on_disconnect(result.after, grace=PATIENCE)


@BOUNDED
@given(consumers(PLAIN, [DISCONNECT_THAT_MAY_FAIL]))
def test_consumer_mended_for_errors_ends_when_its_disconnect_fails(source: bytes) -> None:
    result = fixed(source)
    assume("SC004" in codes(result) and not result.left)

    assert answer(result.after, DISCONNECT, down=True).ended


@BOUNDED
@given(consumers(PLAIN))
def test_consumer_that_is_changed_did_not_end_with_its_client_before(source: bytes) -> None:
    result = fixed(source)
    assume(result.after is not None)

    assert None in {answer(source, DISCONNECT).ended, answer(source, DISCONNECT, down=True).ended}


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.get("text", message["type"]))
@settings(BOUNDED, max_examples=12)
@given(consumers(PLAIN))
def test_any_other_message_has_the_same_fate_as_before(message: dict[str, str], source: bytes) -> None:
    # a StopConsumer of the project's own gets its way, too
    assume(b"raise channels_exceptions.StopConsumer" not in source)
    result = fixed(source)
    assume(result.after is not None)

    assert answer(result.after, message) == answer(source, message)


def test_clause_that_asks_sys_for_its_exception_is_left_alone() -> None:
    source = b"""\
import sys
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            if isinstance(sys.exc_info()[1], StopConsumer):
                raise
            self.ended = True
"""
    assert fixed(source).after is None
