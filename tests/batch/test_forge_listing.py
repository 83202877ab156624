"""The repositories of an organisation or a group, as a forge lists them."""

from __future__ import annotations

from pathlib import Path

import pytest
from forge_runs import hosted, manifest, run
from forge_server import TOKEN, Fault, ForgeServer
from origins import batch

from channels_fix.batch.credentials import Credentials
from channels_fix.batch.forge.forge import Listed
from channels_fix.batch.git import Git
from channels_fix.batch.limits import Limits
from channels_fix.batch.listing import Choice, listed, source_of
from channels_fix.batch.programs import Programs
from channels_fix.batch.repository import Address, Repository
from channels_fix.batch.servers import Server
from channels_fix.config import ConfigError

KINDS = ("github", "gitlab")
by_kind = pytest.mark.parametrize("kind", KINDS)


def names(server: ForgeServer, kind: str, choice: Choice | None = None, *named: str, owner: str = "acme") -> list[str]:
    at = Server.of(server.host, kind, variable="FORGE_TOKEN", scheme="http")
    git = Git(Programs(), Limits(), Credentials({server.host: at}, {"FORGE_TOKEN": TOKEN}))
    source = source_of(kind, f"{server.url}/{owner}", {server.host: at})
    known = [Repository(Address.parse(one, Path())) for one in named]
    return [one.address.name for one in listed([source], choice or Choice(), {"check": "true"}, git, known)]


@by_kind
def test_archived_ones_and_forks_are_left_out(server: ForgeServer, kind: str) -> None:
    server.add("acme/shop")
    server.add("acme/old", archived=True)
    server.add("acme/copy", fork=True)
    server.add("other/shop")
    assert names(server, kind) == ["acme/shop"]
    assert names(server, kind, Choice(archived=True)) == ["acme/shop", "acme/old"]
    assert names(server, kind, Choice(forks=True)) == ["acme/shop", "acme/copy"]


@by_kind
def test_all_pages_are_read(server: ForgeServer, kind: str) -> None:
    server.page = 2
    expected = [f"acme/r{number}" for number in range(5)]
    assert [server.add(name) for name in expected]
    assert names(server, kind) == expected


@by_kind
def test_a_page_that_fails_once_is_asked_for_again(server: ForgeServer, kind: str) -> None:
    server.page = 1
    assert [server.add(name) for name in ("acme/one", "acme/two")]
    server.fail("GET", Fault(502))
    assert names(server, kind) == ["acme/one", "acme/two"]


@by_kind
def test_what_a_manifest_names_is_not_named_twice(server: ForgeServer, kind: str) -> None:
    server.add("acme/Shop")
    server.add("acme/site")
    assert names(server, kind, None, f"{server.url}/acme/shop") == ["acme/site"]


def test_a_group_in_a_group_is_named_by_its_whole_way(server: ForgeServer) -> None:
    server.add("acme/team/shop")
    server.add("acme/site")
    assert names(server, "gitlab", owner="acme/team") == ["acme/team/shop"]
    assert names(server, "gitlab") == ["acme/team/shop", "acme/site"]


@pytest.mark.parametrize(
    "url",
    ["file:///etc", "/etc", "https://evil.example.org/acme/shop.git", "http://u:p@127.0.0.1/acme/shop", "ext::sh"],
)
@by_kind
def test_a_forge_names_neither_paths_nor_other_servers(server: ForgeServer, kind: str, url: str) -> None:
    server.add("acme/shop", url=url)
    with pytest.raises(ConfigError) as caught:
        names(server, kind)
    assert "acme/shop" in str(caught.value)
    assert "u:p" not in str(caught.value)


SHOP = Listed("https://forge/acme/shop-api", "acme/shop-api", ("Django", "web"))


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), True),
        (Choice(include=("shop-*",)), True),
        (Choice(include=("SHOP-*",)), True),
        (Choice(include=("acme/*",)), True),
        (Choice(include=("site", "*-api")), True),
        (Choice(include=("acme",)), False),
        (Choice(include=("shop",)), False),
        (Choice(include=("other/*",)), False),
        (Choice(exclude=("*-api",)), False),
        (Choice(include=("shop-*",), exclude=("acme/*",)), False),
        (Choice(topics=("django",)), True),
        (Choice(topics=("rails", "web")), True),
        (Choice(topics=("rails",)), False),
        (Choice(topics=("djang",)), False),
    ],
)
def test_names_and_topics_choose(choice: Choice, expected: bool) -> None:
    assert choice.takes(SHOP) is expected


@pytest.mark.parametrize(
    ("kind", "text", "host", "api", "owner"),
    [
        ("github", "django", "github.com", "https://api.github.com", "django"),
        ("github", "https://github.com/django", "github.com", "https://api.github.com", "django"),
        ("github", "https://ghe.example.org/acme/", "ghe.example.org", "https://ghe.example.org/api/v3", "acme"),
        ("github", "https://ghe.example.org:8443/acme", "ghe.example.org:8443", None, "acme"),
        ("github", "https://github.com/orgs/django", "github.com", "https://api.github.com", "django"),
        ("gitlab", "acme/team", "gitlab.com", "https://gitlab.com", "acme/team"),
        ("gitlab", "https://git.example.org/acme/team", "git.example.org", "https://git.example.org", "acme/team"),
        ("gitlab", "https://gitlab.com/groups/acme", "gitlab.com", "https://gitlab.com", "acme"),
    ],
)
def test_a_name_is_of_the_usual_server_and_an_address_of_another(
    kind: str, text: str, host: str, api: str | None, owner: str
) -> None:
    known = {"github.com": source_of("github", "x", {}).server, "gitlab.com": source_of("gitlab", "x", {}).server}
    source = source_of(kind, text, known)
    assert (source.server.host, source.owner) == (host, owner)
    assert source.server.api == (api or f"https://{host}/api/v3")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("github", "acme/shop"),
        ("github", ""),
        ("github", "../x"),
        ("github", "https://ghe.example.org/"),
        ("github", "https://token@ghe.example.org/acme"),
        ("github", "ssh://git@ghe.example.org/acme"),
        ("gitlab", "a?b=c"),
        ("gitlab", "a//b"),
        ("gitlab", "https://github.com/acme"),
    ],
)
def test_what_is_neither_is_refused(kind: str, text: str) -> None:
    with pytest.raises(ConfigError, match="--git") as caught:
        source_of(kind, text, {"github.com": source_of("github", "x", {}).server})
    assert "token@" not in str(caught.value)


def test_the_command_migrates_what_a_forge_lists(tmp_path: Path, server: ForgeServer) -> None:
    hosted(server, "acme/shop", topics=["django"])
    server.add("acme/unasked")
    options = ("--github-org", f"{server.url}/acme", "--topic", "django", "--exclude", "un*")
    ran = run(tmp_path, manifest(tmp_path, server, "github", []), *options)
    assert (ran.code, ran.outcomes) == (0, ["fixed"]), ran.err
    assert ran.json[0]["repository"] == f"{server.url}/acme/shop.git"
    assert server.requests == []


def test_an_organisation_that_is_not_there_is_one_line(tmp_path: Path, server: ForgeServer) -> None:
    at = f"{server.url}/nobody"
    ran = batch(tmp_path, "--github-org", at, "--workspace", tmp_path / "workspace", GH_ENTERPRISE_TOKEN=TOKEN)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"channels-fix: nobody: {server.host} has no such project")
    assert ran.err.count("\n") == 1


def test_a_choice_is_for_what_is_listed(tmp_path: Path) -> None:
    ran = batch(tmp_path, "list.txt", "--forks", "--workspace", tmp_path / "workspace")
    assert ran.code == 2
    assert "--github-org" in ran.err
