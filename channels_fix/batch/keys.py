"""The keys of a manifest: what each of them may hold."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from channels_fix.batch.limits import size_of
from channels_fix.batch.naming import is_branch_name
from channels_fix.batch.positions import Place
from channels_fix.batch.servers import KINDS
from channels_fix.config import ConfigError, asked_in, codes
from channels_fix.registry import all_rules

PLACEHOLDERS = ("findings", "files", "rules", "version", "repository")
"""What a template for a message may hold, behind a `$`."""
HOST = re.compile(r"[\w.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?", re.ASCII)
"""The name of a server, with its port if that is not the usual one."""


class WrongValueError(Exception):
    """Values that a key may not have: `problems` says where each stands below the table, and what is wrong with it."""

    def __init__(self, place: Place, text: str, *more: tuple[Place, str]) -> None:
        super().__init__(text)
        self.problems = ((place, text), *more)


Reading = Callable[[str, object, Path], Mapping[str, Any]]
"""Takes a key, its value and the file, and gives fields."""


def _string(key: str, value: object, _: Path) -> Mapping[str, Any]:
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError((key,), f"{key!r} must be a string")
    return {key: value}


def _api(key: str, value: object, file: Path) -> Mapping[str, Any]:
    text = _string(key, value, file)[key]
    try:
        parts = urlsplit(text)
        is_usable = parts.scheme in {"https", "http"} and bool(HOST.fullmatch(parts.netloc)) and text.isprintable()
    except ValueError:
        is_usable = False
    if not is_usable or " " in text or parts.query or parts.fragment:
        # the value is not told: it may hold a token
        raise WrongValueError((key,), f"{key!r} must be a URL such as https://HOST/api/v3, without credentials")
    return {key: text}


def branch(key: str, value: object, file: Path) -> Mapping[str, Any]:
    """Take the name of a branch."""
    if not is_branch_name(_string(key, value, file)[key]):
        raise WrongValueError((key,), f"{key!r}: {value!r} is no name for a branch")
    return {key: value}


def template(key: str, value: object, file: Path) -> Mapping[str, Any]:
    """Take a text with placeholders."""
    text = _string(key, value, file)[key]
    try:
        string.Template(text).substitute(dict.fromkeys(PLACEHOLDERS, ""))
    except (KeyError, ValueError) as error:
        known = ", ".join(f"${name}" for name in PLACEHOLDERS)
        raise WrongValueError((key,), f"{key!r}: {error}; known are {known}, and $$ stands for a dollar") from error
    return {key: text}


def _paths(key: str, value: object, _: Path) -> Mapping[str, Any]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) and is_inside(one) for one in value):
        raise WrongValueError((key,), f"{key!r} must be a list of paths relative to the root of the repository")
    return {key: tuple(value)}


def is_inside(path: str) -> bool:
    """Whether a path, relative to a root, leads to something below that."""
    parts = PurePosixPath(path)
    return bool(path) and not parts.is_absolute() and ".." not in parts.parts and "\\" not in path


def _seconds(key: str, value: object, _: Path) -> Mapping[str, Any]:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < float("inf"):
        raise WrongValueError((key,), f"{key!r} must be a number of seconds above 0")
    return {_SECONDS[key]: value}


def _number(key: str, value: object, _: Path) -> Mapping[str, Any]:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise WrongValueError((key,), f"{key!r} must be a number above 0")
    return {"max_files": value}


def _size(key: str, value: object, file: Path) -> Mapping[str, Any]:
    try:
        return {"max_size": size_of(_string(key, value, file)[key])}
    except ValueError as error:
        raise WrongValueError((key,), f"{key!r}: {error}") from error


def _options(key: str, value: object, file: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise WrongValueError((key,), f"{key!r} must be a table")
    wrong: list[tuple[Place, str]] = []
    for name, one in value.items():
        try:
            asked = asked_in({name: one}, file)
            codes((*(asked.select or ()), *(asked.ignore or ())), all_rules(), str(file))
        except ConfigError as error:
            wrong.append(((key, name), str(error).removeprefix(f"{file}: ")))
    if wrong:
        raise WrongValueError(*wrong[0], *wrong[1:])
    return {key: value, "options_origin": str(file)}


def _kind(key: str, value: object, _: Path) -> Mapping[str, Any]:
    if value not in KINDS:
        raise WrongValueError((key,), f"{key!r} must be {' or '.join(KINDS)}")
    return {key: value}


def _variable(key: str, value: object, file: Path) -> Mapping[str, Any]:
    name = _string(key, value, file)[key]
    if not name.isidentifier():
        raise WrongValueError((key,), f"{key!r} must be the name of an environment variable, not the token itself")
    return {key: name}


_SECONDS = {"check-timeout": "check_seconds", "timeout": "timeout"}
WORK: Mapping[str, Reading] = {
    "base": branch,
    "paths": _paths,
    "check": _string,
    "check-timeout": _seconds,
    "max-files": _number,
    "max-size": _size,
    "timeout": _seconds,
    "options": _options,
}
"""Keys of a repository; at the top of the file they hold for all."""
FORGE: Mapping[str, Reading] = {"kind": _kind, "api": _api, "token": _variable}
