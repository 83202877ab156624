"""Errors of different HTTP clients that stand for the same thing: which client it is, a view may change."""

from __future__ import annotations

from .state import plain

_KINDS = {
    "a status that is an error": {"requests.exceptions.HTTPError", "httpx.HTTPStatusError", "httpx2.HTTPStatusError"},
    "no answer in time": {
        *(f"requests.exceptions.{name}" for name in ("ConnectTimeout", "ReadTimeout", "Timeout")),
        *(f"{client}.{name}" for client in ("httpx", "httpx2") for name in ("ConnectTimeout", "ReadTimeout")),
    },
    "no connection": {
        "requests.exceptions.ConnectionError",
        *(f"{client}.{name}" for client in ("httpx", "httpx2") for name in ("ConnectError", "RemoteProtocolError")),
    },
    "an answer that is not JSON": {"requests.exceptions.JSONDecodeError", "json.decoder.JSONDecodeError"},
    "too many redirects": {
        "requests.exceptions.TooManyRedirects",
        "httpx.TooManyRedirects",
        "httpx2.TooManyRedirects",
    },
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names}


def describe(error: BaseException) -> str:
    """The class and the text of an error."""
    return f"{type(error).__module__}.{type(error).__qualname__}: {error}"


def comparable(description: str) -> str:
    """What an error stands for, or else its class and text."""
    return _KIND_OF.get(description.partition(":")[0]) or plain(description)
