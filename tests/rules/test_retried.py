"""Decorators that retry: whether they take StopConsumer for a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from channels_fix.engine import fix_text
from channels_fix.results import FileResult, Settings
from channels_fix.rule import Applicability

ASYNC = """\
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
{imports}


class Chat(AsyncWebsocketConsumer):
    @{decorator}
    async def dispatch(self, message):
        await super().dispatch(message)
"""
SYNC = """\
from channels.generic.websocket import WebsocketConsumer
{imports}


class Chat(WebsocketConsumer):
    @{decorator}
    def websocket_disconnect(self, message):
        super().websocket_disconnect(message)
"""


def result(text: str, imports: str, decorator: str) -> FileResult:
    return fix_text(text.format(imports=imports, decorator=decorator).encode(), Settings(), Path("/nowhere/chat.py"))


@pytest.mark.parametrize(
    ("imports", "decorator", "name", "advice"),
    [
        ("import tenacity", "tenacity.retry", "tenacity.retry", "retry=retry_if_not_exception_type(StopConsumer)"),
        (
            "from tenacity import retry, stop_after_attempt",
            "retry(stop=stop_after_attempt(3))",
            "tenacity.retry",
            "retry=retry_if_not_exception_type(StopConsumer)",
        ),
        (
            "from tenacity import retry as again, retry_if_exception_type as when",
            "again(retry=when((OSError, Exception)))",
            "tenacity.retry",
            "retry=retry_if_not_exception_type(StopConsumer)",
        ),
        (
            "from tenacity import retry, retry_if_exception_type",
            "retry(retry=retry_if_exception_type())",
            "tenacity.retry",
            "retry=retry_if_not_exception_type(StopConsumer)",
        ),
        (
            "import backoff",
            "backoff.on_exception(backoff.expo, Exception)",
            "backoff.on_exception",
            "giveup=lambda exc: isinstance(exc, StopConsumer)",
        ),
        (
            "import backoff",
            "backoff.on_exception(backoff.expo, exception=(StopConsumer, OSError))",
            "backoff.on_exception",
            "giveup=lambda exc: isinstance(exc, StopConsumer)",
        ),
        (
            "import stamina",
            "stamina.retry(on=Exception, attempts=3)",
            "stamina.retry",
            "on=lambda exc: not isinstance(exc, StopConsumer)",
        ),
    ],
)
def test_decorator_that_retries_stop_consumer_is_reported(imports: str, decorator: str, name: str, advice: str) -> None:
    (finding,) = result(ASYNC, imports, decorator).findings
    assert finding.message == (
        f"Chat.dispatch: `{name}` takes StopConsumer for a failure and handles the disconnect again"
    )
    assert (finding.applicability, finding.reason) == (Applicability.DISPLAY, f"exempt StopConsumer: {advice}")
    assert (finding.span.start.row, finding.span.start.column) == (7, 6)


@pytest.mark.parametrize(
    ("imports", "decorator"),
    [
        ("from retry import retry", "retry()"),
        ("from retry.api import retry", "retry(Exception, tries=3)"),
        ("from retrying import retry", "retry"),
        ("import tenacity", "tenacity.retry"),
    ],
)
def test_plain_method_is_retried_by_all_of_them(imports: str, decorator: str) -> None:
    assert len(result(SYNC, imports, decorator).findings) == 1


@pytest.mark.parametrize(
    ("imports", "decorator"),
    [
        ("from tenacity import retry, retry_if_exception_type", "retry(retry=retry_if_exception_type(OSError))"),
        (
            "from tenacity import retry, retry_if_not_exception_type",
            "retry(retry=retry_if_not_exception_type(StopConsumer))",
        ),
        ("from tenacity import retry, retry_if_result", "retry(retry=retry_if_result(bool))"),
        ("from tenacity import retry", "retry(retry=my_own_condition)"),
        ("from tenacity import retry", "retry(**OPTIONS)"),
        ("import backoff", "backoff.on_exception(backoff.expo, OSError)"),
        ("import backoff", "backoff.on_exception(backoff.expo, Exception, giveup=is_final)"),
        ("import backoff", "backoff.on_exception(backoff.expo, UNKNOWN_ERRORS)"),
        ("import backoff", "backoff.on_predicate(backoff.expo)"),
        ("import stamina", "stamina.retry(on=OSError)"),
        ("import stamina", "stamina.retry(on=lambda exc: False)"),
        ("from retry import retry", "retry(Exception)"),
        ("from retrying import retry", "retry"),
        ("from mine import retry", "retry"),
        ("from functools import cache", "cache"),
    ],
    ids=str,
)
def test_decorator_that_may_let_it_out_is_left_alone(imports: str, decorator: str) -> None:
    assert result(ASYNC, imports, decorator).findings == ()


def test_decorator_of_another_method_is_left_alone() -> None:
    text = ASYNC.replace("dispatch", "receive")
    assert result(text, "import tenacity", "tenacity.retry").findings == ()
