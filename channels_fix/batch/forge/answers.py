"""What a forge says instead of doing what it is asked, and what follows from that."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from channels_fix.batch.servers import Server
from channels_fix.report import printable

NO_ANSWER = 0
MOST_SECONDS = 2 * 3600
"""A limit of GitHub or GitLab is over within an hour."""
SECONDARY = 60.0
"""Where GitHub names no time."""
_MOST_TEXT = 400


class ForgeError(Exception):
    """A forge does not do what it is asked; the text is one line and holds no token.

    Attributes:
        again: Whether another try may succeed, or in how many seconds.
    """

    def __init__(self, text: str, *, again: bool | float = False) -> None:
        super().__init__(text)
        self.again = again


@dataclass(frozen=True)
class Answer:
    """What a forge says.

    Attributes:
        status: The status of HTTP, 0 if it says nothing at all.
        text: Its own words.
        headers: With names in lower case.
    """

    status: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


def silence(error: Exception) -> Answer:
    """Return the answer of a server that gave none, from an exception of `requests`: its reason without its request."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    # in front of what went wrong stands an object
    text = str(reason).rpartition(">: ")[2] if reason else ""
    return Answer(NO_ANSWER, f"{type(error).__name__}: {text}" if text else type(error).__name__)


def failure(server: Server, answer: Answer, redacted: Callable[[str], str]) -> ForgeError:
    """Return what is to be raised for an answer."""
    said = printable(redacted(" ".join(answer.text.split())))[:_MOST_TEXT]
    colon = f": {said}" if said else ""
    if answer.status == NO_ANSWER:
        return ForgeError(f"{server.host} does not answer{colon}", again=True)
    seconds = wait_of(answer, time.time())
    if seconds is not None and seconds > MOST_SECONDS:
        minutes = math.ceil(seconds / 60)
        return ForgeError(f"{server.host} takes no more requests for {minutes} minutes: run this again then{colon}")
    if seconds is not None:
        return ForgeError(f"{server.host} takes no more requests now{colon}", again=seconds)
    if answer.status >= 500:
        return ForgeError(f"{server.host} fails with {answer.status}{colon}", again=True)
    if answer.status in {408, 429}:
        return ForgeError(f"{server.host} is busy{colon}", again=True)
    return ForgeError(f"{server.host} {_refusal(server, answer.status)}{colon}")


def _refusal(server: Server, status: int) -> str:
    if status == 401:
        return f"does not take the token, which comes from {' or '.join(server.variables)} or a credential helper"
    if status == 403:
        return "does not allow the owner of the token to do this"
    if status == 404:
        return "has no such project, organisation or group, or does not show it to the owner of the token"
    if 300 <= status < 400:
        return "has it under another address: use that one"
    return f"refuses this with {status}"


def wait_of(answer: Answer, now: float) -> float | None:
    """In how many seconds a server that is asked too much wants to be asked again; None if that is not the matter.

    Source: "Best practices for using the REST API" of GitHub, "User and IP rate limits" of GitLab.

    Args:
        answer: What it says.
        now: Seconds since 1970.
    """
    if answer.status not in {403, 429, 503}:
        return None
    headers = answer.headers
    named = _seconds(headers.get("retry-after", ""), now)
    if named is not None:
        return named
    reset = headers.get("x-ratelimit-reset") if headers.get("x-ratelimit-remaining") == "0" else None
    if answer.status == 429:
        reset = reset or headers.get("ratelimit-reset")
    if reset is not None:
        with contextlib.suppress(ValueError, OverflowError):
            return max(math.ceil(float(reset) - now), 0) + 1.0  # clocks differ
    return SECONDARY if "secondary rate limit" in answer.text.lower() else None


def _seconds(text: str, now: float) -> float | None:
    if text.strip().isdecimal():
        return float(text)
    with contextlib.suppress(TypeError, ValueError):
        return max(parsedate_to_datetime(text).timestamp() - now, 0.0)
    return None
