"""Manifests and plain lists: what they say, and everything that is wrong with one at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from channels_fix.batch.identity import identity
from channels_fix.batch.manifest import Manifest, ManifestError, read
from channels_fix.batch.repository import Address
from channels_fix.batch.servers import KNOWN

KNOWN_KEYS = (
    "known are repositories, forges, base, paths, check, check-timeout, max-files, max-size, timeout, options, branch, "
    "message"
)

WHOLE = """\
branch = "repairs"
base = "develop"
check = "make test"
check-timeout = 60
max-files = 1_000_000
max-size = "500m"
timeout = 3600
message = "Repair $files"
[options]
select = ["SC"]
exclude = ["legacy"]

[forges."git.example.org"]
kind = "gitlab"
token = "EXAMPLE_TOKEN"

[[repositories]]
url = "https://github.com/example/chat.git"

[[repositories]]
path = "../local"
base = "main"
paths = ["server", "tools/chat"]
check = "tox"
check-timeout = 1.5
options = { select = ["CE"], target-django = "5.2" }
max-size = "8G"
"""


def taken(folder: Path, text: str, name: str = "fleet.toml") -> Manifest:
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name)


def complaints(folder: Path, text: str, name: str = "fleet.toml") -> list[str]:
    """What is wrong with a manifest, without the path of its folder."""
    with pytest.raises(ManifestError) as caught:
        taken(folder, text, name)
    return [line.removeprefix(f"{folder / name}:") for line in caught.value.lines]


def test_what_stands_at_the_top_holds_for_all(tmp_path: Path) -> None:
    manifest = taken(tmp_path, WHOLE)
    first, second = manifest.repositories
    assert (manifest.branch, manifest.message) == ("repairs", "Repair $files")
    assert manifest.servers["git.example.org"].variables == ("EXAMPLE_TOKEN",)
    assert (first.address.name, first.base, first.paths) == ("example/chat", "develop", (".",))
    assert (first.check, first.check_seconds, first.options) == (
        "make test",
        60,
        {"select": ["SC"], "exclude": ["legacy"]},
    )
    assert (second.address.url, second.base) == (str(tmp_path.parent / "local"), "main")
    assert (second.check, second.check_seconds, second.paths) == ("tox", 1.5, ("server", "tools/chat"))
    assert (first.max_files, first.max_size, first.timeout) == (1_000_000, 500 << 20, 3600)
    assert (second.max_files, second.max_size, second.timeout) == (1_000_000, 8 << 30, 3600)
    assert second.options == {"select": ["CE"], "exclude": ["legacy"], "target-django": "5.2"}


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = """\
brunch = "x"
base = "a..b"
check-timeout = 0
message = "$nothing"

[options]
select = "SC"
plugins = ["evil"]
unsafe-fixes = 1

[forges."x.org"]
kind = "svn"
token = "ghp secret"

[forges."y.org"]

[[repositories]]
url = "ext::sh -c true"
[[repositories]]
paths = ["../up"]
[[repositories]]
path = "same"
check = ""
options = { target-django = "five", select = [1] }

[[repositories]]
path = "same"
"""
    assert complaints(tmp_path, text) == [
        f"1: unknown key 'brunch'; {KNOWN_KEYS}",
        "2: 'base': 'a..b' is no name for a branch",
        "3: 'check-timeout' must be a number of seconds above 0",
        (
            "4: 'message': 'nothing'; known are $findings, $files, $rules, $version, $repository, and $$ stands for a "
            "dollar"
        ),
        "7: 'select' must be a list of strings",
        "8: unknown key 'plugins' in [tool.channels-fix]",
        "9: 'unsafe-fixes' must be true or false",
        "12: 'kind' must be github or gitlab",
        "13: 'token' must be the name of an environment variable, not the token itself",
        "15: its 'kind' must be github or gitlab",
        "18: git would run a program for ext:: addresses: give a URL or a path",
        "19: a repository has either a url or a path",
        "20: 'paths' must be a list of paths relative to the root of the repository",
        "23: 'check' must be a string",
        "24: 'select' must be a list of strings",
        "24: 'target-django' must be a version such as 4.1, not 'five'",
        "26: same is named twice",
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a = 1\nb =\n", "2: Invalid value"),
        ("a = 1\na = 2\n", "2: Cannot overwrite a value"),
        ("repositories = 3\n", "1: write each repository under a line [[repositories]]"),
        ("\n\nforges = []\n", '3: write each server under a line [forges."HOST"]'),
        ("[options]\nselect = [\n  'SC',\n  3,\n]\n", "2: 'select' must be a list of strings"),
        ('max-size = "8"', "1: 'max-size': '8' is no size such as 500m or 8g"),
        ('max-size = "0g"', "1: 'max-size': '0g' is no size such as 500m or 8g"),
        ("\nmax-size = 8", "2: 'max-size' must be a string"),
        ("max-files = 0", "1: 'max-files' must be a number above 0"),
        ("max-files = true", "1: 'max-files' must be a number above 0"),
        ("timeout = nan", "1: 'timeout' must be a number of seconds above 0"),
        ('[options]\n\nselect = ["SC", "ZZ9"]', "3: unknown rule 'ZZ9'"),
        ("options.ignore = ['CE001 ']", "1: unknown rule 'CE001 ', did you mean 'CE001'?"),
        ('"\\u001b[31m" = 1\n', f"1: unknown key '\\x1b[31m'; {KNOWN_KEYS}"),
        ('message = """\n\n$files\n"""\nchekc = 1', f"5: unknown key 'chekc'; {KNOWN_KEYS}"),
        ("# x = '''\n\noptions.select = 3\n", "3: 'select' must be a list of strings"),
    ],
)
def test_lines_are_those_of_the_file(tmp_path: Path, text: str, what: str) -> None:
    assert complaints(tmp_path, text) == [what]


def test_the_end_of_a_name_may_be_written_large(tmp_path: Path) -> None:
    assert taken(tmp_path, WHOLE, "FLEET.TOML").branch == "repairs"


@pytest.mark.parametrize(("data", "what"), [(b"\xff", "not UTF-8 at byte 1"), (None, "No such file or directory")])
def test_a_file_that_is_no_text_is_one_error(tmp_path: Path, data: bytes | None, what: str) -> None:
    file = tmp_path / "fleet.toml"
    (tmp_path / "other" if data is None else file).write_bytes(data or b"")
    with pytest.raises(ManifestError) as caught:
        read(file)
    assert caught.value.lines == (f"{file}: {what}",)


def test_a_plain_list_holds_one_address_a_line(tmp_path: Path) -> None:
    text = "# ours\n\nhttps://github.com/a/b # first\r\n git@git.example.org:c/d.git \n./e f\n/g#h\n"
    found = taken(tmp_path, f"\ufeff{text}", "list.txt").repositories
    assert [one.address.url for one in found] == [
        *("https://github.com/a/b", "git@git.example.org:c/d.git", str(tmp_path / "e f"), "/g#h")
    ]


def test_all_lines_of_a_list_are_looked_at(tmp_path: Path) -> None:
    text = "ext::sh -c id\n-upload-pack=x\nhttps://me:secret@x.org/a\nx/y\nftp://x.org/a\nhttps:///a\n~nobody-here/a\nx/y\n"
    assert complaints(tmp_path, text, "list") == [
        "1: git would run a program for ext:: addresses: give a URL or a path",
        "2: an address must be a URL or a path",
        (
            "3: the address of x.org holds credentials: take them out, tokens come from the environment or from "
            "a credential helper"
        ),
        "5: ftp:// is not among the transports: https, http, ssh, git+ssh, file",
        "6: the URL names no host",
        "7: whose home is ~nobody-here?",
        "8: y is in line 4 already",
    ]


@pytest.mark.parametrize(
    "address",
    [
        *("ext::sh -c id", "EXT::x", "fd::17", "-oProxyCommand=id", "--upload-pack=id", "", "  "),
        *("https://ghp_x@github.com/a/b", "http://a:b@x.org/", "https://[::1", "gopher://x/", "a\x1b[2Jb", "a\u202eb"),
    ],
)
def test_addresses_that_git_must_not_be_given(tmp_path: Path, address: str) -> None:
    escaped = "".join(f"\\u{ord(one):04x}" if not one.isprintable() else one for one in address)
    (line,) = complaints(tmp_path, f'[[repositories]]\nurl = "{escaped}"\n')
    assert line.startswith("2: ")
    assert line.isprintable()
    assert "ghp_x" not in line


@pytest.mark.parametrize("host", ["https://x.org", "x org", "x.org/", "x.org:", "", "a@x.org", "\u00e9.org", "x\u001b"])
def test_a_forge_is_named_as_in_addresses(tmp_path: Path, host: str) -> None:
    text = f"\n[forges.{json.dumps(host)}]\nkind = 'github'\n"
    assert complaints(tmp_path, text) == [f"2: {host!r} is no server: write its name as it stands in addresses"]


@pytest.mark.parametrize(
    "api", ["x.org/api", "https://u:hidden@x.org", "https://hidden@x.org", "https://[x", "ftp://x.org"]
)
def test_the_api_of_a_forge_is_an_address_without_credentials(tmp_path: Path, api: str) -> None:
    (line,) = complaints(tmp_path, f"[forges.'x.org']\nkind = 'github'\napi = '{api}'\n")
    assert line == "3: 'api' must be a URL such as https://HOST/api/v3, without credentials"


def test_what_is_too_deep_is_one_error(tmp_path: Path) -> None:
    deep = f"a = {'[' * 3000}{']' * 3000}"
    assert complaints(tmp_path, deep) == ["1: arrays or tables within each other, deeper than the parser goes"]


INLINE = """\
check = "[{ no array"
repositories = [  # ours [{
  { url = "https://x.org/a", bse = 1 },
  { url = "https://x.org/#]" , paths = ["a", "b"] },

  { url = "https://x.org/a", options = { select = [
    "ZZ9",
  ] } }, { path = '[{"', check = 3 },
]
"""


def test_tables_within_an_array_have_lines_of_their_own(tmp_path: Path) -> None:
    assert [line.partition(";")[0] for line in complaints(tmp_path, INLINE)] == [
        "3: unknown key 'bse'",
        "4: the address of x.org has something behind its path: leave out '?' and '#'",
        "6: a is named twice",
        "6: unknown rule 'ZZ9'",
        "8: 'check' must be a string",
    ]


TWICE = [
    *("https://github.com/Acme/Shop", "https://github.com/acme/shop.git", "https://GitHub.com/acme/shop/"),
    *("http://github.com/acme/shop", "git@github.com:acme/shop.git", "ssh://git@github.com:22/acme/shop"),
]


@pytest.mark.parametrize("other", TWICE[1:])
def test_one_repository_of_a_forge_is_one_however_it_is_written(tmp_path: Path, other: str) -> None:
    said = ": it is https://github.com/Acme/Shop"
    text = "".join(f'[[repositories]]\nurl = "{one}"\n' for one in (TWICE[0], other))
    assert complaints(tmp_path, text) == [f"3: acme/shop is named twice{said}"]
    assert complaints(tmp_path, f"{TWICE[0]}\n{other}\n", "list") == [f"2: acme/shop is in line 1 already{said}"]


@pytest.mark.parametrize(
    "url",
    [
        *("https://github.com/acme", "https://github.com/acme/shop/tree/main", "git@github.com:shop.git"),
        *("https://gitlab.com/acme", "https://gitlab.com/acme/team/shop/-/tree/main"),
    ],
)
def test_the_address_of_a_page_is_not_that_of_a_repository(tmp_path: Path, url: str) -> None:
    for_both = [f"[[repositories]]\nurl = '{url}'\n", f"\n{url}\n"]
    said = [complaints(tmp_path, text, name) for text, name in zip(for_both, ("a.toml", "list"), strict=True)]
    assert said[0] == said[1]
    assert "give one such as OWNER/NAME" in said[0][0]
    assert said[0][0].startswith("2: ")


def test_a_server_that_a_manifest_names_is_known_as_a_forge(tmp_path: Path) -> None:
    urls = ("https://git.example.org/forge/acme/shop", "git@git.example.org:Acme/shop.git")
    text = "".join(f'[[repositories]]\nurl = "{one}"\n' for one in urls)
    assert len(taken(tmp_path, text).repositories) == 2
    forge = "[forges.'git.example.org']\nkind = 'gitlab'\napi = 'https://git.example.org/forge'\n"
    assert complaints(tmp_path, text + forge) == [f"3: Acme/shop is named twice: it is {urls[0]}"]


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("https://x.org/a.git", "https://X.org/a/", True),
        ("https://x.org:443/a", "http://x.org/a", True),
        ("https://x.org/a", "https://x.org/A", False),
        ("https://x.org:8443/a", "https://x.org/a", False),
        ("https://x.org/a", "ssh://x.org/a", False),
        ("ssh://ada@x.org/a", "ssh://bob@x.org/a", False),
        ("ada@x.org:a.git", "ada@x.org:a", True),
        ("x.org:a", "ssh://x.org/a", False),
        ("x.org:/a", "ssh://x.org:22/a.git", True),
        ("shop", "./shop/", True),
        ("shop", "shop.git", True),
        ("both", "both.git", False),
        ("linked", "both/.git", True),
        ("nowhere", "nowhere.git", False),
        ("n" * 300, "nowhere", False),
    ],
)
def test_other_addresses_are_one_if_git_takes_them_for_one(
    tmp_path: Path, first: str, second: str, is_one: bool
) -> None:
    assert [(tmp_path / folder).mkdir(parents=True) for folder in ("shop.git", "both/.git", "both.git")]
    (tmp_path / "linked").symlink_to("both")
    found = {identity(Address.parse(one, tmp_path), KNOWN) for one in (first, second)}
    assert len(found) == 2 - is_one


@pytest.mark.parametrize(
    "url", ["https://x.org/a?private_token=hidden", "https://x.org/a#b", "https://x.org/", "ssh://x.org"]
)
def test_an_address_is_the_path_of_a_repository_and_nothing_more(tmp_path: Path, url: str) -> None:
    (line,) = complaints(tmp_path, f"{url}\n", "list")
    assert line.startswith("1: the address of x.org ")
    assert "hidden" not in line
