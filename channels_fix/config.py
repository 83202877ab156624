"""Where settings come from: the nearest `[tool.channels-fix]` table, and the command line above it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING

from channels_fix.results import Settings

if TYPE_CHECKING:
    from channels_fix.requirements.target import Target
    from channels_fix.rule import Rule

_TABLE = "channels-fix"
_OPTIONS = ("consumer-bases",)
"""Keys that belong to rules; they are handed on as they are."""
_TARGETS = ("target-channels", "target-django", "target-python")
"""Keys that say on which versions the project runs; they are handed on as `Target` objects."""
_LISTS = ("select", "ignore", "exclude", "consumer-bases")
_CLEANUP = "cleanup"
"""Names what cleans up: it is handed on as it is."""
_CLAUSES = {"cancel-clause": ("needed", "always"), "http-client": ("httpx", "httpx2")}
"""Keys with the words that they can be; they are handed on as they are."""
_SECONDS = "call-timeout"
"""A number of seconds: it is handed on as it is."""
_KEYS = (*_LISTS, *_TARGETS, "unsafe-fixes", _CLEANUP, *_CLAUSES, _SECONDS)


class ConfigError(Exception):
    """A setting that cannot be used. The text is one line and says where the setting stands."""


@dataclass(frozen=True)
class Asked:
    """What was asked for in one place, a file or the command line; `origin` names the place."""

    origin: str = "command line"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    unsafe_fixes: bool | None = None
    jobs: int | None = None
    options: Mapping[str, object] = field(default_factory=dict)


def settings(command_line: Asked, start: Path, rules: Sequence[type[Rule]], *, top: Path = Path(os.sep)) -> Settings:
    """Join the command line with the configuration that holds for `start`, which stands in no folder above `top`.

    As with ruff, `select` on the command line replaces both `select` and `ignore` of the file, while `ignore` and
    `exclude` add to them.

    Raises:
        ConfigError: the file or one of the settings cannot be used.
    """
    file = _nearest(start, top)
    ignore = codes(command_line.ignore, rules, command_line.origin)
    if command_line.select:
        select = codes(command_line.select, rules, command_line.origin)
    else:
        select = codes(file.select, rules, file.origin)
        ignore = (*codes(file.ignore, rules, file.origin), *ignore)
    return Settings(
        select=select,
        ignore=ignore,
        exclude=(*file.exclude, *command_line.exclude),
        unsafe_fixes=bool(file.unsafe_fixes if command_line.unsafe_fixes is None else command_line.unsafe_fixes),
        jobs=command_line.jobs,
        options={**file.options, **command_line.options},
    )


def codes(selectors: Iterable[str], rules: Sequence[type[Rule]], origin: str) -> tuple[str, ...]:
    """Return `selectors` with every rule name replaced by its code; codes and prefixes of codes stay.

    Raises:
        ConfigError: no rule has the code, prefix or name.
    """
    return tuple(_code(selector, rules, origin) for selector in selectors)


def _code(selector: str, rules: Sequence[type[Rule]], origin: str) -> str:
    for rule in rules:
        if selector == rule.name:
            return rule.code
    if selector and any(rule.code.startswith(selector) for rule in rules):
        return selector
    raise unknown_rule(selector, rules, origin)


def unknown_rule(selector: str, rules: Sequence[type[Rule]], origin: str) -> ConfigError:
    """Return the error for a `selector` that no rule has, with the closest code or name as a suggestion."""
    known = [word for rule in rules for word in (rule.code, rule.name)]
    return ConfigError(f"{origin}: unknown rule {selector!r}{_suggestion(selector, known)}")


def _nearest(start: Path, top: Path) -> Asked:
    folder = Path(os.path.abspath(start))  # noqa: PTH100 - Path.absolute() keeps "..", whose parents are not its own
    for candidate in (folder, *folder.parents):
        file = candidate / "pyproject.toml"
        table = _table(file)
        if table is not None:
            return asked_in(table, file)
        if candidate == top:
            break
    return Asked()


def _table(file: Path) -> dict[str, object] | None:
    if not os.path.isfile(file):  # noqa: PTH113 - Path.is_file() raises in a folder that may not be entered
        return None
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from error
    if _TABLE.encode() not in data:
        return None
    from channels_fix.toml import tomllib

    try:
        tool = tomllib.loads(data.decode()).get("tool", {})
    except ValueError as error:  # not TOML, or not UTF-8
        raise ConfigError(f"{file}: {error}") from error
    table = tool.get(_TABLE) if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{file}: tool.{_TABLE} must be a table")
    return table


def asked_in(table: Mapping[str, object], file: Path) -> Asked:
    """Return what a table with the keys of `[tool.channels-fix]` asks for.

    Args:
        table: The table.
        file: Where it stands.

    Raises:
        ConfigError: a key is not known, or its value cannot be used.
    """
    for key in table:
        if key not in _KEYS:
            raise ConfigError(f"{file}: unknown key {key!r} in [tool.{_TABLE}]{_suggestion(key, _KEYS)}")
    lists = {key: _strings(table[key], key, file) for key in _LISTS if key in table}
    unsafe_fixes = table.get("unsafe-fixes")
    if unsafe_fixes is not None and not isinstance(unsafe_fixes, bool):
        raise ConfigError(f"{file}: 'unsafe-fixes' must be true or false")
    return Asked(
        origin=str(file),
        select=lists.get("select", ()),
        ignore=lists.get("ignore", ()),
        exclude=lists.get("exclude", ()),
        unsafe_fixes=unsafe_fixes,
        options={
            **{key: lists[key] for key in _OPTIONS if key in lists},
            **{key: _target(table[key], key, file) for key in _TARGETS if key in table},
            **{key: _dotted(table[key], key, file) for key in (_CLEANUP,) if key in table},
            **{key: _word(table[key], key, words, file) for key, words in _CLAUSES.items() if key in table},
            **{key: _seconds(table[key], key, file) for key in (_SECONDS,) if key in table},
        },
    )


def command_line_targets(values: Mapping[str, str | None]) -> dict[str, object]:
    """Return the target versions that were given on the command line, by their keys.

    Raises:
        ConfigError: one of them is no version.
    """
    return {key: _target(value, key, None) for key, value in values.items() if value is not None}


def _target(value: object, key: str, file: Path | None) -> Target:
    from packaging.version import InvalidVersion, Version

    from channels_fix.requirements.target import Target

    name = f"{file}: {key!r}" if file else f"command line: --{key}"
    example = "3.10" if key == "target-python" else "4.1"
    if not isinstance(value, str):
        raise ConfigError(f'{name} must be a string such as "{example}"')
    try:
        version = Version(value)
    except InvalidVersion:
        version = None
    if version is None or (key == "target-python" and version.major != 3):  # "310" is a version, too
        raise ConfigError(f"{name} must be a version such as {example}, not {value!r}")
    return Target(version, file)


def _strings(value: object, key: str, file: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{file}: {key!r} must be a list of strings")
    return tuple(value)


def _dotted(value: object, key: str, file: Path) -> str:
    if not isinstance(value, str) or not all(part.isidentifier() and not iskeyword(part) for part in value.split(".")):
        raise ConfigError(f"{file}: {key!r} must be the name of a method or the dotted name of a function")
    return value


def _word(value: object, key: str, words: Sequence[str], file: Path) -> str:
    if value not in words:
        raise ConfigError(f"{file}: {key!r} must be {' or '.join(repr(word) for word in words)}")
    return str(value)


def _seconds(value: object, key: str, file: Path) -> int | float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < float("inf"):
        raise ConfigError(f"{file}: {key!r} must be a number of seconds above 0")
    return value


def _suggestion(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    by_folded = {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(word.casefold(), by_folded, n=1)
    return f", did you mean {by_folded[close[0]]!r}?" if close else ""
