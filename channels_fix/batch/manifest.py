"""Reads which repositories are meant: a TOML manifest, or a plain list with one of them a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from channels_fix.batch.identity import Identity, identity
from channels_fix.batch.keys import FORGE, HOST, WORK, Reading, WrongValueError, branch, template
from channels_fix.batch.positions import Place, lines_of
from channels_fix.batch.repository import Address, AddressError, Repository
from channels_fix.batch.servers import KINDS, KNOWN, Server

ENTRIES = "repositories"
_ADDRESS = ("url", "path")


class ManifestError(Exception):
    """A manifest that cannot be used.

    Attributes:
        lines: Everything that is wrong with it, each with the name of the file and the number of the line.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


@dataclass(frozen=True)
class Manifest:
    """What a manifest says.

    Attributes:
        repositories: In the order of the file.
        defaults: What holds for repositories that other sources name: fields of a `Repository`.
        branch: The branch that takes the commits.
        message: A template for the message of a commit.
        servers: By their hosts.
    """

    repositories: tuple[Repository, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    branch: str | None = None
    message: str | None = None
    servers: Mapping[str, Server] = field(default_factory=dict)


def read(file: Path) -> Manifest:
    """Read a manifest. A name that ends with `.toml` says that it is one, anything else is a plain list.

    Raises:
        ManifestError: it cannot be read, or something in it cannot be used.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ManifestError([f"{file}: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise ManifestError([f"{file}: not UTF-8 at byte {error.start + 1}"]) from error
    reader = _Toml(file, text) if file.suffix.lower() == ".toml" else _Plain(file, text)
    manifest = reader.manifest()
    if reader.problems:
        raise ManifestError([f"{file}:{line}: {what}" for line, what in sorted(set(reader.problems))])
    return manifest


class _Plain:
    def __init__(self, file: Path, text: str) -> None:
        self.problems: list[tuple[int, str]] = []
        self._folder = file.parent
        self._lines = text.splitlines()

    def manifest(self) -> Manifest:
        found: dict[Identity, tuple[int, Repository]] = {}
        for number, line in enumerate(self._lines, 1):
            text = line.partition(" #")[0].strip()
            if not text or text.startswith("#"):
                continue
            try:
                address = _address(text, self._folder, KNOWN)
            except AddressError as error:
                self.problems.append((number, str(error)))
                continue
            first, other = found.setdefault(identity(address, KNOWN), (number, Repository(address)))
            if first != number:
                self.problems.append((number, f"{address.name} is in line {first} already{_as(other, address)}"))
        return Manifest(tuple(repository for _, repository in found.values()))


class _Toml:
    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._text = text
        self._wrong: list[tuple[Place, str]] = []
        self._unparsable: list[tuple[int, str]] = []

    @property
    def problems(self) -> list[tuple[int, str]]:
        if not self._wrong:
            return self._unparsable
        lines = lines_of(self._text)
        return [(_line(place, lines), what) for place, what in self._wrong]

    def manifest(self) -> Manifest:
        from channels_fix.toml import tomllib

        try:
            data = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            self._unparsable.append(_unparsable(str(error), self._text))
            return Manifest()
        except RecursionError:
            self._unparsable.append((1, "arrays or tables within each other, deeper than the parser goes"))
            return Manifest()
        known: dict[str, Reading] = {**WORK, "branch": branch, "message": template}
        top = self._table(data, (), known, besides=(ENTRIES, "forges"))
        servers = self._servers(data.get("forges", {}))
        defaults = {key: value for key, value in top.items() if key not in {"branch", "message"}}
        return Manifest(
            self._repositories(data.get(ENTRIES, []), defaults, servers),
            defaults,
            top.get("branch"),
            top.get("message"),
            servers,
        )

    def _repositories(
        self, entries: object, defaults: Mapping[str, Any], servers: Mapping[str, Server]
    ) -> tuple[Repository, ...]:
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._wrong.append(((ENTRIES,), f"write each repository under a line [[{ENTRIES}]]"))
            return ()
        found: dict[Identity, tuple[int, Repository]] = {}
        for number, entry in enumerate(entries):
            place = (ENTRIES, number)
            work = self._table(entry, place, WORK, besides=_ADDRESS)
            address = self._address(entry, place, {**KNOWN, **servers})
            if address is None:
                continue
            options = {**defaults.get("options", {}), **work.get("options", {})}
            repository = Repository(**{**defaults, **work, "options": options}, address=address)
            first, other = found.setdefault(identity(address, {**KNOWN, **servers}), (number, repository))
            if first != number:
                self._wrong.append((place, f"{address.name} is named twice{_as(other, address)}"))
        return tuple(repository for _, repository in found.values())

    def _address(self, entry: Mapping[str, object], place: Place, servers: Mapping[str, Server]) -> Address | None:
        named = [key for key in _ADDRESS if key in entry]
        if len(named) != 1:
            self._wrong.append((place, "a repository has either a url or a path"))
            return None
        text = entry[named[0]]
        try:
            if not isinstance(text, str):
                raise AddressError(f"{named[0]!r} must be a string")
            return _address(text, self._file.parent, servers)
        except AddressError as error:
            self._wrong.append(((*place, named[0]), str(error)))
            return None

    def _servers(self, tables: object) -> dict[str, Server]:
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            self._wrong.append((("forges",), 'write each server under a line [forges."HOST"]'))
            return {}
        found: dict[str, Server] = {}
        for host, table in tables.items():
            place = ("forges", host)
            if not HOST.fullmatch(host):
                self._wrong.append((place, f"{host!r} is no server: write its name as it stands in addresses"))
                continue
            said = self._table(table, place, FORGE)
            if "kind" in said:
                found[host.lower()] = Server.of(host.lower(), said["kind"], said.get("api"), said.get("token"))
            elif "kind" not in table:
                self._wrong.append((place, f"its 'kind' must be {' or '.join(KINDS)}"))
        return found

    def _table(
        self, table: Mapping[str, object], place: Place, known: Mapping[str, Reading], besides: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Read the keys of a table, under the names of the fields that they are for."""
        found: dict[str, Any] = {}
        for key, value in table.items():
            if key in known:
                try:
                    found |= known[key](key, value, self._file)
                except WrongValueError as error:
                    self._wrong += [((*place, *inner), text) for inner, text in error.problems]
            elif key not in besides:
                self._wrong.append(((*place, key), f"unknown key {key!r}; known are {', '.join([*besides, *known])}"))
        return found


def _address(text: str, folder: Path, servers: Mapping[str, Server]) -> Address:
    """Read an address; on a forge it must be one that a repository can have there."""
    address = Address.parse(text, folder)
    server = servers.get(address.server)
    if server and not server.has(server.project(address.name)):
        raise AddressError(f"{address.name!r} is no repository on {server.host}: give one such as OWNER/NAME")
    return address


def _as(other: Repository, address: Address) -> str:
    """How the first address is written, unless it is like the second one."""
    return "" if other.address.url == address.url else f": it is {other.address.url}"


def _line(place: Place, lines: Mapping[Place, int]) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _unparsable(text: str, source: str) -> tuple[int, str]:
    """Part what the parser says, "... (at line 3, column 7)" or "(at end of document)", from the number of the line."""
    what, _, where = text.rpartition(" (at ")
    number = where.removeprefix("line ").partition(",")[0]
    return (int(number) if number.isdecimal() else source.count("\n") + 1), what
