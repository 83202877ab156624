"""What code left behind that outlives a request: rows, sessions, files, mail. All of it can be compared and pickled."""

from __future__ import annotations

import re
import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

DATABASE = "database.sqlite3"
HOUR = timedelta(hours=1)

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
_HTTP_DATE = re.compile(r"[A-Z][a-z]{2}, \d\d[ -][A-Z][a-z]{2}[ -]\d{4} \d\d:\d\d:\d\d GMT")
_UUID = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}\b")
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
_TOKEN = re.compile(r"(csrftoken=|sessionid=|name=\"csrfmiddlewaretoken\" value=\")\w+")
_SIGNATURE = re.compile(r":[0-9A-Za-z]{6}:[\w-]{43}\b")
_LOCAL = re.compile(r"(127\.0\.0\.1|localhost)(:|', port=)\d+")


def plain(text: str) -> str:
    """A text without what differs from one run to the next: times of now, random tokens, addresses."""
    text = _MOMENT.sub(_unless_now, text)
    text = _HTTP_DATE.sub("<date>", text)
    text = _UUID.sub("<uuid>", text)
    text = _ADDRESS.sub("<address>", text)
    text = _SIGNATURE.sub(":<signature>", text)
    text = _LOCAL.sub(r"\1\2<port>", text)
    return _TOKEN.sub(r"\1<token>", text)


def rows(database: Path = Path(DATABASE)) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of all tables but Django's own; read without Django, which lets nobody do that in an event loop."""
    connection = sqlite3.connect(database)
    try:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(names)}
    finally:
        connection.close()
    return {
        name: sorted((tuple(_plain_value(value) for value in row) for row in found), key=repr)
        for name, found in tables.items()
        if not name.startswith(("auth_", "django_", "sqlite_"))
    }


def sessions() -> list[dict[str, Any]]:
    """What is in the sessions."""
    from django.contrib.sessions.backends.db import SessionStore

    connection = sqlite3.connect(DATABASE)
    try:
        found = [data for (data,) in connection.execute("SELECT session_data FROM django_session")]
    finally:
        connection.close()
    decoded = [SessionStore().decode(data) for data in found]
    return sorted((_without_secrets(data) for data in decoded), key=repr)


def files(folder: Path = Path()) -> dict[str, str]:
    """The files in a folder, by default that of this process, with what is in them."""
    return {
        path.relative_to(folder).as_posix(): plain(path.read_bytes().decode("utf-8", "backslashreplace"))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(DATABASE)
    }


def mail() -> list[tuple[str, str, list[str]]]:
    """The messages that were sent."""
    from django.core import mail as django_mail

    return [
        (message.subject, plain(str(message.body)), message.recipients())
        for message in getattr(django_mail, "outbox", [])
    ]


def _plain_value(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else value


def _without_secrets(session: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in session.items() if name != "_auth_user_hash"}


def _unless_now(found: re.Match[str]) -> str:
    moment = datetime.fromisoformat(found[0].replace("Z", "+00:00"))
    aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return "<now>" if abs(aware - datetime.now(timezone.utc)) < HOUR else found[0]
