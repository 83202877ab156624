"""Requirements files of pip: text with one requirement a line, and includes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from packaging.utils import canonicalize_name

from channels_fix.requirements.statements import Statement, requirement

_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTINUED = re.compile(r"\\\r?\n")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_INCLUDE = re.compile(r"(?:-r|-c|--requirement(?=[\s=])|--constraint(?=[\s=]))\s*=?\s*(?P<file>\S.*)$")
_OPTIONS_OF_A_REQUIREMENT = re.compile(r"\s-.*$")
_EGG = re.compile(r"[#&]egg=(?P<name>[A-Za-z0-9._-]+)")


def read(data: bytes) -> Iterator[Statement | str]:
    """Yield what the file says about packages, and as texts the names of the files that it includes.

    Raises:
        UnicodeDecodeError: It is no text in the encodings that pip reads.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    for line in _CONTINUED.sub(" ", data.decode(encoding)).splitlines():
        entry = _COMMENT.sub("", line).strip()
        if include := _INCLUDE.match(entry):
            yield include["file"].strip("\"'")
        elif egg := _EGG.search(entry):  # a repository, editable or not: its version is not known
            yield Statement(canonicalize_name(egg["name"]), None)
        elif found := requirement(_OPTIONS_OF_A_REQUIREMENT.sub("", entry)):
            yield found
