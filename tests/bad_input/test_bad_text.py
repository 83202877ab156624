"""What can be wrong, or only unusual, with the bytes of a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from damaged import FAULTY, FINDING, REPAIRED, Ended, keeps_every_line, written

BOM = b"\xef\xbb\xbf"
COOKIE = b"# -*- coding: latin-1 -*-\n# caf\xe9\n"
SEPARATOR = b"# one\xe2\x80\xa8line\n"
MANY_LINES = b"".join(b"line_%d = %d\n" % (number, number) for number in range(20_000))
EQUAL_LINES = b"\n\nclass Other:\n    pass\n" * 2_500
CRLF_TAIL = b"\r\n\r\nclass Other:\r\n    pass\r\n"
TEXT_IN_PAGES = b"\n\n\x0c\nclass Other:\n    pass\n\x0c\n"

REFUSED = {
    "syntax_error": (b"x = 1\ndef dispatch(:\n", r"cannot parse: line 2: .+"),
    "bracket_never_closed": (FAULTY + b"x = (\n", r"cannot parse: line 10: .+"),
    "two_consumers_in_conflict": (b"<<<<<<< HEAD\n" + FAULTY + b"=======\n", r"cannot parse: line 1: .+"),
    "python_2": (FAULTY + b"print 'hello'\n", r"cannot parse: line 10: .+"),
    "mixed_tabs_and_spaces": (FAULTY.replace(b"        try", b"\ttry"), r"cannot parse: line \d+: .+"),
    "syntax_that_no_python_knows": (FAULTY + b"x = q'new'\n", r"cannot parse: line 10: .+"),
    "null_byte": (FAULTY + b"x = '\0'\n", r"contains a null byte; not Python source"),
    "undecodable": (
        FAULTY + b"x = '\xff'\n",
        r"line 10, byte offset \d+: byte 0xff is not valid utf-8; declare the encoding of the file or convert it",
    ),
    "cut_in_a_character": (
        FAULTY + b"# caf\xc3",
        r"line 10, byte offset \d+: byte 0xc3 is not valid utf-8; declare the encoding of the file or convert it",
    ),
    "unknown_encoding": (b"# coding: klingon\n" + FAULTY, r"unknown encoding: klingon; Python cannot read this file"),
    "encoding_of_bytes": (b"# coding: base64\n" + FAULTY, r".*base64.*"),
    "utf_16": (FAULTY.decode().encode("utf-16"), r"contains a null byte; not Python source"),
    "mark_and_another_encoding": (
        BOM + b"# coding: latin-1\n" + FAULTY,
        r"has a UTF-8 byte order mark but declares iso-8859-1; Python cannot read this file",
    ),
    "binary": (bytes(range(256)) + FAULTY, r"contains a null byte; not Python source"),
}
MENDED = {
    "declared_encoding": (COOKIE + FAULTY, COOKIE + REPAIRED),
    "declared_utf_8": (b"# coding: utf-8\n" + FAULTY, b"# coding: utf-8\n" + REPAIRED),
    "byte_order_mark": (BOM + FAULTY, BOM + REPAIRED),
    "windows_line_ends": (FAULTY.replace(b"\n", b"\r\n"), REPAIRED.replace(b"\n", b"\r\n")),
    "old_macintosh_line_ends": (FAULTY.replace(b"\n", b"\r"), REPAIRED.replace(b"\n", b"\r")),
    "old_macintosh_line_ends_and_comments": (
        (FAULTY + b"# end\n").replace(b"\n", b"\r"),
        (REPAIRED + b"# end\n").replace(b"\n", b"\r"),
    ),
    "windows_line_ends_below": (FAULTY + CRLF_TAIL, REPAIRED + CRLF_TAIL),
    "no_final_newline": (FAULTY.rstrip(), REPAIRED.rstrip()),
    "no_final_windows_newline": (
        FAULTY.rstrip().replace(b"\n", b"\r\n"),
        REPAIRED.rstrip().replace(b"\n", b"\r\n"),
    ),
    "empty_lines_at_the_end": (FAULTY + b"\n \n\n", REPAIRED + b"\n \n\n"),
    "spaces_at_ends_of_lines": (FAULTY.replace(b"try:", b"try:  "), REPAIRED.replace(b"try:", b"try:  ")),
    "form_feeds_between_classes": (FAULTY + TEXT_IN_PAGES, REPAIRED + TEXT_IN_PAGES),
    "form_feed_in_the_class": (
        FAULTY.replace(b"    async def", b"\x0c\n    async def"),
        REPAIRED.replace(b"    async def", b"\x0c\n    async def"),
    ),
    "form_feed_before_an_indented_line": (
        FAULTY + b"\n\nclass Other:\n\x0c    pass\n",
        REPAIRED + b"\n\nclass Other:\n\x0c    pass\n",
    ),
    "unicode_line_separator": (
        FAULTY.replace(b"        try", b'        x = "\xe2\x80\xa8\xc2\x85\x0b\x1c"\n        try') + SEPARATOR,
        REPAIRED.replace(b"        try", b'        x = "\xe2\x80\xa8\xc2\x85\x0b\x1c"\n        try') + SEPARATOR,
    ),
    "carriage_return_in_a_string": (
        FAULTY.replace(b"        try", b'        x = """\r\n\r"""\n        try'),
        REPAIRED.replace(b"        try", b'        x = """\r\n\r"""\n        try'),
    ),
    "characters_outside_the_basic_plane": (
        FAULTY.replace(b"try:", b"try:  # \xf0\x9f\x98\x80"),
        REPAIRED.replace(b"try:", b"try:  # \xf0\x9f\x98\x80"),
    ),
    "backslash_in_the_class": (FAULTY.replace(b"try:", b"try\\\n:"), REPAIRED.replace(b"try:", b"try\\\n:")),
    "twenty_thousand_lines": (FAULTY + MANY_LINES, REPAIRED + MANY_LINES),
    "thousands_of_equal_lines": (FAULTY + EQUAL_LINES, REPAIRED + EQUAL_LINES),
}


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory, program_in: Callable[..., Ended]) -> tuple[Path, Ended]:
    """All unusable files, after one run."""
    folder = written(tmp_path_factory.mktemp("refused"), {name: data for name, (data, _) in REFUSED.items()})
    return folder, program_in(folder, "-q", "--write", *(f"{name}.py" for name in REFUSED), "neighbour.py")


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory, program_in: Callable[..., Ended]) -> tuple[Path, Ended]:
    """All unusual files, after one run."""
    folder = written(tmp_path_factory.mktemp("mended"), {name: before for name, (before, _) in MENDED.items()})
    return folder, program_in(folder, "-q", "--write")


@pytest.mark.parametrize("name", REFUSED)
def test_unusable_file_is_one_error_and_stays_as_it_is(name: str, refused: tuple[Path, Ended]) -> None:
    folder, ended = refused
    data, message = REFUSED[name]

    assert len(re.findall(rf"^{name}\.py: {message}$", ended.err, re.MULTILINE)) == 1
    assert (folder / f"{name}.py").read_bytes() == data


def test_neighbour_of_unusable_files_is_mended(refused: tuple[Path, Ended]) -> None:
    folder, ended = refused

    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", len(REFUSED))
    assert (folder / "neighbour.py").read_bytes() == REPAIRED


def test_unusable_files_do_not_hide_the_findings_of_their_neighbour(
    tmp_path: Path, program_in: Callable[..., Ended]
) -> None:
    folder = written(tmp_path, {name: data for name, (data, _) in REFUSED.items()})

    ended = program_in(folder, "-q", *(f"{name}.py" for name in REFUSED), "neighbour.py")

    assert (ended.code, ended.out, ended.err.count("\n")) == (2, f"neighbour.py{FINDING}", len(REFUSED))


def test_unusable_file_in_a_folder_is_an_error_if_it_may_hold_a_consumer(program, project):
    (project / "bad.py").write_bytes(FAULTY + b"def other(:\n")

    ended = program("-q")

    assert (ended.code, ended.out) == (2, f"neighbour.py{FINDING}")
    assert ended.err.startswith("bad.py: cannot parse: line 10: ")


def test_unusable_file_in_a_folder_is_not_even_parsed_if_it_cannot_hold_a_consumer(program, project):
    (project / "bad.py").write_bytes(b"def other(:\n")

    ended = program("-q")

    assert (ended.code, ended.out, ended.err) == (1, f"neighbour.py{FINDING}", "")


def test_diff_beside_an_unusable_file_is_a_patch_and_nothing_else(program, project):
    (project / "bad.py").write_bytes(b"def dispatch(:\n")

    ended = program("-q", "--diff", "bad.py", "neighbour.py")

    assert ended.code == 2
    assert ended.out.startswith("--- a/neighbour.py\n+++ b/neighbour.py\n@@ ")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("name", MENDED)
def test_unusual_file_is_mended_and_keeps_all_its_other_bytes(name: str, mended: tuple[Path, Ended]) -> None:
    assert (mended[0] / f"{name}.py").read_bytes() == MENDED[name][1]


def test_neighbour_of_unusual_files_is_mended(mended: tuple[Path, Ended]) -> None:
    folder, ended = mended

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (folder / "neighbour.py").read_bytes() == REPAIRED


def test_mixed_line_ends_inside_of_a_class_are_kept(program, project):
    mixed = FAULTY.replace(b"dispatch(self, message):\n", b"dispatch(self, message):\r\n")
    (project / "odd.py").write_bytes(mixed)

    ended = program("-q", "--write")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert b"except StopConsumer:" in (project / "odd.py").read_bytes()
    assert keeps_every_line(mixed, (project / "odd.py").read_bytes())


def test_form_feed_before_an_indented_line_of_the_class_itself_does_no_harm(program, project):
    paged = FAULTY.replace(b"    async def", b"\x0c    async def")
    (project / "odd.py").write_bytes(paged)

    program("-q", "--write")

    assert keeps_every_line(paged, (project / "odd.py").read_bytes())
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_ignore_comment_counts_in_a_file_with_old_macintosh_line_ends(program, project):
    ignored = FAULTY.replace(b"Exception:", b"Exception:  # channels-fix: ignore[SC001]").replace(b"\n", b"\r")
    (project / "odd.py").write_bytes(ignored)

    ended = program("-q", "--write")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (project / "odd.py").read_bytes() == ignored


def test_name_that_the_declared_encoding_lacks_is_no_obstacle(program, project):
    cyrillic = "# coding: koi8-r\n# стоп\n".encode("koi8-r")
    (project / "odd.py").write_bytes(cyrillic + FAULTY)

    ended = program("-q", "--write")

    assert (ended.code, ended.err) == (0, "")
    assert (project / "odd.py").read_bytes() == cyrillic + REPAIRED


def test_empty_file_is_sound(program, project):
    (project / "empty.py").write_bytes(b"")

    ended = program("-q", "--write", "empty.py", "neighbour.py")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (project / "empty.py").read_bytes() == b""
    assert (project / "neighbour.py").read_bytes() == REPAIRED


@pytest.mark.parametrize("data", [b"\n", b" ", b"\x0c", b"# comment", BOM, b"\r"])
def test_file_without_statements_is_sound(program, project, data):
    (project / "empty.py").write_bytes(data)

    ended = program("-q", "empty.py", "neighbour.py")

    assert (ended.code, ended.out, ended.err) == (1, f"neighbour.py{FINDING}", "")
