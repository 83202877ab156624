"""Which Python files there are below the given paths, and what is in them."""

from __future__ import annotations

import codecs
import io
import os
import re
import stat
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass
from errno import ELOOP, ENOENT
from pathlib import Path

from channels_fix.walking import Kind, python_files

_NOT_REGULAR = "not a regular file"
_MIGRATIONS = "migrations"
_LINE_END = re.compile(rb"\r\n|\r|\n")
_NON_ASCII_AS_QUESTION_MARK = bytes(range(128)) + b"?" * 128


class FileError(Exception):
    """A file that cannot be found, read or written; the text is one line and does not hold the file's name."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(path, text)
        self.path = path
        self._text = text

    def __str__(self) -> str:
        return self._text

    @classmethod
    def of(cls, path: Path, error: OSError) -> FileError:
        """Say in plain words what the system answered."""
        if error.errno == ENOENT and path.is_symlink():
            return cls(path, "broken symbolic link: what it points to does not exist")
        if error.errno == ELOOP:
            return cls(path, "symbolic link loop: the link leads back to itself")
        text = os.strerror(error.errno or 0)
        return cls(path, text[:1].lower() + text[1:])


@dataclass(frozen=True)
class SourceFile:
    """A file to look at.

    `named` says that it was given itself, not found in a folder. A file that is not `editable` is read and never
    changed.
    """

    path: Path
    named: bool
    editable: bool


def discover(paths: Sequence[Path], exclude: Sequence[str] = ()) -> tuple[list[SourceFile], list[FileError]]:
    """Find the Python files that `paths` name or hold.

    A file that is named is taken whatever it is called and wherever it lies. A folder yields its `*.py` files without
    those that git ignores, that lie in the usual folders of tools, or that `exclude` covers (gitignore patterns,
    relative to the current directory). Links to files are followed, links to folders are not. A file that is reached
    in several ways appears once. Migrations are read but not edited, unless they are named: they are history.

    Returns the files and what went wrong, both sorted by path. Raises ValueError for an `exclude` that is no pattern.
    """
    search = _Search(exclude)
    for path in paths:
        search.take(path)
    found = sorted(search.found.values(), key=lambda file: file.path.parts)
    return found, sorted(search.errors.values(), key=lambda error: error.path.parts)


def read(path: Path) -> bytes:
    """Return the content of a regular file and never wait for a pipe or device; raise FileError for anything else."""
    try:
        _require_regular(path, path.stat())
        with open(path, "rb", buffering=0, opener=_open_without_waiting) as file:
            # What stands there may have been exchanged since.
            _require_regular(path, os.fstat(file.fileno()))
            return file.read()
    except OSError as error:
        raise FileError.of(path, error) from error


@dataclass(frozen=True)
class Source:
    """A decoded file, with what is needed to encode it again."""

    text: str
    encoding: str
    bom: bool
    path: Path

    def encode(self, text: str) -> bytes:
        """Return `text` in the encoding of this file; raise FileError if the encoding lacks one of its characters."""
        try:
            data = text.encode(self.encoding)
        except UnicodeError as error:
            message = f"the new text cannot be written in {self.encoding}, the encoding of the file"
            raise FileError(self.path, message) from error
        return codecs.BOM_UTF8 + data if self.bom else data


def decode(path: Path, data: bytes) -> Source:
    """Decode `data` as Python does: by its byte order mark, its declared encoding, or as UTF-8.

    Nothing is normalised: encoding the text again gives `data` to the byte. Raises FileError, with `path`, where that
    cannot be.
    """
    if b"\0" in data:
        raise FileError(path, "contains a null byte; not Python source")
    bom = data.startswith(codecs.BOM_UTF8)
    body = data.removeprefix(codecs.BOM_UTF8)
    encoding = _encoding_of(path, body, bom)
    try:
        source = Source(body.decode(encoding), encoding, bom, path)
        # UTF-8 always gives the same bytes again.
        exact = encoding == "utf-8" or source.text.encode(encoding) == body
    except UnicodeDecodeError as error:
        raise FileError(path, _undecodable(data, error, len(data) - len(body))) from error
    except (UnicodeError, LookupError) as error:
        raise FileError(path, f"cannot be decoded with its declared encoding, {encoding}") from error
    if not exact:
        raise FileError(
            path, f"its encoding, {encoding}, does not give the same bytes again; convert the file to UTF-8"
        )
    return source


def _encoding_of(path: Path, body: bytes, bom: bool) -> str:
    # Python ends a line at a lone CR, too, which `tokenize` would not. It would also refuse bytes that are not valid in
    # the first lines, but not say where they are; `decode` does.
    head = b"\n".join(_LINE_END.split(body, 2)[:2]).translate(_NON_ASCII_AS_QUESTION_MARK)
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(head).readline)
    except SyntaxError as error:
        raise FileError(path, f"{error}; Python cannot read this file") from error
    if bom and encoding != "utf-8":
        raise FileError(path, f"has a UTF-8 byte order mark but declares {encoding}; Python cannot read this file")
    return encoding


def _undecodable(data: bytes, error: UnicodeDecodeError, shift: int) -> str:
    offset = error.start + shift
    line = len(_LINE_END.findall(data, 0, offset)) + 1
    fault = f"line {line}, byte offset {offset}: byte 0x{data[offset]:02x} is not valid {error.encoding}"
    return f"{fault}; declare the encoding of the file or convert it"


def _require_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FileError(path, "is a directory")
    if not stat.S_ISREG(status.st_mode):
        raise FileError(path, _NOT_REGULAR)


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


class _Search:
    """Collects files by the place where they really are."""

    def __init__(self, exclude: Sequence[str]) -> None:
        self.found: dict[str, SourceFile] = {}
        self.errors: dict[Path, FileError] = {}
        self._linked: set[str] = set()
        self._exclude = exclude

    def take(self, path: Path) -> None:
        """Take a path that the user gave."""
        try:
            mode = path.stat().st_mode
        except OSError as error:
            self._fail(path, error)
            return
        if stat.S_ISDIR(mode):
            self._take_folder(path)
        elif stat.S_ISREG(mode):
            self._add(SourceFile(path, named=True, editable=True), os.path.realpath(path), linked=path.is_symlink())
        else:
            self._refuse(path)

    def _take_folder(self, folder: Path) -> None:
        root, real = str(folder), os.path.realpath(folder).rstrip("/")
        name = Path(real).name
        for place, kind in python_files(root, self._exclude, lambda place, error: self._fail(folder / place, error)):
            path = Path(root, place)
            editable = f"/{_MIGRATIONS}/" not in f"/{name}/{place}"
            if kind is Kind.FILE:
                self._add(SourceFile(path, False, editable), f"{real}/{place}", linked=False)
            elif kind is Kind.LINK:
                self._take_link(SourceFile(path, False, editable))
            else:
                self._refuse(path)

    def _take_link(self, file: SourceFile) -> None:
        try:
            mode = file.path.stat().st_mode
        except OSError as error:
            self._fail(file.path, error)
            return
        if stat.S_ISREG(mode):
            self._add(file, os.path.realpath(file.path), linked=True)
        elif not stat.S_ISDIR(mode):
            self._refuse(file.path)

    def _add(self, file: SourceFile, real: str, linked: bool) -> None:
        """Add a file once. Of several spellings the one that is no link is kept, else the first."""
        known = self.found.get(real)
        if known is None:
            self.found[real] = file
            if linked:
                self._linked.add(real)
            return
        kept = known
        if real in self._linked and not linked:
            kept = file
            self._linked.remove(real)
        named = known.named or file.named
        self.found[real] = SourceFile(kept.path, named, kept.editable or named)

    def _fail(self, path: Path, error: OSError) -> None:
        self.errors[path] = FileError.of(path, error)

    def _refuse(self, path: Path) -> None:
        self.errors[path] = FileError(path, _NOT_REGULAR)
