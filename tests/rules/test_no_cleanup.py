"""CE002: what is said of whom, what is not written and why, and how it fits the rules for StopConsumer."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import CHANGED, FOLDER, Case, load
from trees import write

from channels_fix.engine import fix_text, run
from channels_fix.results import Settings
from channels_fix.rule import Applicability, Finding

ONLY = Settings(select=("CE002",))
ALONE = Path("/nowhere/consumers.py")
BOTH = [case for case in CHANGED if case.code == "CE002" and not case.select]


def found(name: str) -> Finding:
    """The finding in a case."""
    (finding,) = fix_text(load(FOLDER / "CE002" / f"{name}.py").before, ONLY, ALONE).findings
    return finding


def fixed(text: bytes, *codes: str) -> bytes:
    return fix_text(text, Settings(select=codes), ALONE).after or text


NOTHING = "nothing is cleaned up when the consumer is cancelled"
DEAD, HELD = "so its groups keep a dead channel", "so what it holds is not released"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("dispatch_logs_what_fails", f"Consumer.dispatch: {NOTHING}, {DEAD}"),
        ("clause_that_only_logs", f"Consumer.dispatch: {NOTHING}, {HELD}"),
        ("base_class_of_two_consumers", f"LoggingConsumer.dispatch: {NOTHING}, {DEAD} (in Consumer, PresenceConsumer)"),
        ("call_added_for_a_group", f"Consumer: {NOTHING}, {DEAD}"),
        ("base_class_with_the_disconnect", f"RoomConsumer: {NOTHING}, {DEAD} (in Consumer)"),
    ],
)
def test_message_says_where_and_what_follows_and_whom_it_hurts(name: str, message: str) -> None:
    assert found(name).message == message


def test_fix_in_a_try_is_safe_and_a_call_is_not() -> None:
    assert found("finally_measures_time").applicability is Applicability.SAFE
    assert found("call_added_for_a_group").applicability is Applicability.UNSAFE
    assert "a connection that was not accepted" in found("call_added_for_a_group").reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("base_class_of_another_package", "what djangochannelsrestframework.consumers.AsyncAPIConsumer does"),
        ("mixin_of_another_package", "what tracing.channels.TracedConsumer does"),
        ("heirs_of_both_kinds", "whether `disconnect()` is to be awaited cannot be known"),
        ("an_heir_cleans_up_itself", "Consumer would clean up twice"),
        ("an_heir_has_a_guard_of_its_own", "Consumer would clean up twice"),
        ("class_on_one_line", "the class has no place for another method"),
        ("dispatch_without_a_name_for_the_message", "a `dispatch` that does not name its message"),
        ("call_that_does_more", "its `__call__` does more than to await the library's"),
        ("disconnect_ends_the_consumer_itself", "`disconnect()` raises StopConsumer"),
    ],
)
def test_what_is_not_written_is_shown_with_a_reason(name: str, reason: str) -> None:
    finding = found(f"stays_{name}")

    assert finding.applicability is Applicability.DISPLAY
    assert reason in finding.reason


CONSUMER = """\
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    groups = ["all"]

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
"""


@pytest.mark.parametrize(
    "rest",
    [
        "        except BaseException:\n            pass\n",
        "        except:\n            print('failed')\n",
        "        except asyncio.CancelledError:\n            pass\n",
        "        finally:\n            return\n",
    ],
)
def test_swallowed_cancellation_is_left_to_the_rule_about_it(rest: str) -> None:
    assert fix_text((CONSUMER + rest).encode(), ONLY, ALONE).findings == ()


def test_base_class_of_another_file_gets_the_clause_where_it_stands(tmp_path: Path) -> None:
    base = CONSUMER.replace("class Consumer", "class Base").replace('    groups = ["all"]\n\n', "")
    heir = "from base import Base\n\n\nclass Consumer(Base):\n    groups = ['all']\n"
    write(tmp_path, {"base.py": f"{base}        except ValueError:\n            pass\n", "heir.py": heir})

    (result,) = run([tmp_path], ONLY).results

    assert result.path.name == "base.py"
    assert [finding.hurt for finding in result.findings] == [("Consumer",)]


def test_call_takes_what_the_version_of_channels_gives(tmp_path: Path) -> None:
    text = CONSUMER.partition("    async def dispatch")[0]
    write(tmp_path, {"requirements.txt": "channels==2.4.0\n", "consumers.py": text})

    (result,) = run([tmp_path], Settings(select=("CE002",), unsafe_fixes=True)).results

    assert b"async def __call__(self, receive, send):" in (result.after or b"")


@pytest.mark.parametrize("case", BOTH, ids=str)
def test_families_give_the_same_text_whichever_comes_first(case: Case) -> None:
    assert fixed(fixed(case.before, "SC"), "CE") == case.after
    assert fixed(fixed(case.before, "CE"), "SC") == case.after


@pytest.mark.parametrize("name", ["clean_up_fails_in_a_suppressed_block", "clean_up_fails_under_suppress"])
def test_clause_is_put_into_the_try_that_the_other_family_has_made(name: str) -> None:
    before = load(FOLDER / "SC004" / f"{name}.py").before

    together = fix_text(before, Settings(), ALONE).after or b""

    assert b"except asyncio.CancelledError:" in together
    assert together == fixed(fixed(before, "SC"), "CE")
    assert fix_text(together, Settings(), ALONE).after is None


ALWAYS = Settings(select=("CE002",), options={"cancel-clause": "always"})
GUARDED = """\
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Chat(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
{clauses}"""
CLAUSE = "        except asyncio.CancelledError:\n            raise\n"
HANDLED = "        except Exception:\n            raise\n"


def test_clause_that_only_raises_again_is_written_where_that_is_asked_for() -> None:
    before = GUARDED.format(clauses=HANDLED).encode()

    assert fix_text(before, Settings(select=("CE002",)), ALONE).findings == ()
    assert fix_text(before, ALWAYS, ALONE).after == GUARDED.format(clauses=CLAUSE + HANDLED).encode()


@pytest.mark.parametrize(
    "clauses",
    [
        CLAUSE + HANDLED,
        "        except (asyncio.CancelledError, ValueError):\n            raise\n",
        "        except BaseException:\n            pass\n",
    ],
    ids=["there is one", "named in a tuple", "swallowed"],
)
def test_clause_that_only_raises_again_is_written_only_where_none_says_so(clauses: str) -> None:
    assert fix_text(GUARDED.format(clauses=clauses).encode(), ALWAYS, ALONE).findings == ()


def test_clause_that_only_raises_again_stands_in_a_dispatch_alone() -> None:
    bare = GUARDED.partition("        try:")[0] + "        await super().dispatch(message)\n"

    assert fix_text(bare.encode(), ALWAYS, ALONE).findings == ()


BUSY = b"""\
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Chat(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("chat", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.work()
        except BaseException:
            self.failed = True

    async def disconnect(self, code):
        await self.channel_layer.group_discard("chat", self.channel_name)
"""
DONE = b"await self.disconnect(1006)"


def test_clean_up_is_written_once_where_the_call_of_the_consumer_is_to_do_it() -> None:
    together = fix_text(BUSY, Settings(select=("CE",), unsafe_fixes=True), ALONE).after or b""

    assert together.count(DONE) == 1
    assert together.index(DONE) < together.index(b"async def receive")
    assert fix_text(together, Settings(select=("CE",), unsafe_fixes=True), ALONE).findings == ()


@pytest.mark.parametrize("settings", [Settings(select=("CE",)), Settings(select=("CE001",), unsafe_fixes=True)])
def test_clean_up_is_written_in_the_handler_where_nothing_else_does_it(settings: Settings) -> None:
    alone = fix_text(BUSY, settings, ALONE).after or b""

    assert alone.count(DONE) == 1
    assert alone.index(DONE) > alone.index(b"async def receive")


def test_handler_that_cleans_up_is_not_cleaned_up_for_again() -> None:
    alone = fix_text(BUSY, Settings(select=("CE",)), ALONE).after or b""

    (finding,) = fix_text(alone, Settings(select=("CE",), unsafe_fixes=True), ALONE).findings

    assert finding.fix is None
    assert finding.reason.startswith("`receive` cleans up by itself when it is cancelled")
