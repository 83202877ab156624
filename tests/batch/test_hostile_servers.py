"""Servers that try to lead git elsewhere, to a token, or to a terminal."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from origins import mistrusting, origin, repository_at

from channels_fix.batch.cloning import CloneError, find_head
from channels_fix.batch.credentials import Credentials
from channels_fix.batch.git import Git, GitError
from channels_fix.batch.limits import Limits
from channels_fix.batch.programs import Programs
from channels_fix.batch.servers import Server

TOKEN = "ghp_0123456789abcdefghij"


@dataclass
class Web:
    """A server that answers every request in the same way, and keeps what it was shown."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    shown: list[str | None] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def webs() -> Iterator[list[Web]]:
    """Two servers, on one machine under two names."""
    made = [Web(), Web()]
    servers = [_serve(web, name) for web, name in zip(made, ("127.0.0.1", "localhost"), strict=True)]
    yield made
    for server in servers:
        server.shutdown()
        server.server_close()


def _serve(web: Web, name: str) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.shown.append(self.headers["Authorization"])
            self.send_response(web.status)
            for key, value in web.headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(web.body)))
            self.end_headers()
            self.wfile.write(web.body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.address = f"http://{name}:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


def asked(folder: Path, url: str) -> str:
    """What is said of a repository for whose server there is a token."""
    repository = repository_at(url)
    host = repository.address.server
    server = Server.of(host, "github", variable="MY_TOKEN")
    git = Git(Programs(), Limits(network_seconds=20), Credentials({host: server}, {"MY_TOKEN": TOKEN}))
    with pytest.raises((GitError, CloneError)) as caught:
        find_head(git, folder, repository)
    return str(caught.value)


@pytest.fixture(autouse=True)
def _nobody_s_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


BASIC = {"WWW-Authenticate": 'Basic realm="x"'}


def test_a_token_is_shown_to_its_server_and_never_told(tmp_path: Path, webs: list[Web]) -> None:
    first, _ = webs
    first.status, first.headers = 401, BASIC
    assert TOKEN not in asked(tmp_path, f"{first.address}/a/b.git")
    assert [bool(shown) for shown in first.shown] == [False, True]


def test_a_server_that_nobody_named_says_where_a_password_comes_from(tmp_path: Path, webs: list[Web]) -> None:
    first, _ = webs
    first.status, first.headers = 401, BASIC
    with pytest.raises(GitError, match="could not read Username") as caught:
        find_head(mistrusting(), tmp_path, repository_at(f"{first.address}/a/b.git"))
    host = first.address.removeprefix("http://")
    assert str(caught.value).endswith(
        f'a password for {host} comes from a credential helper of git, a token from [forges."{host}"] in a manifest'
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Warning: added\r\ngit@x.org: Permission denied (publickey).\r\n",
            "git@x.org: Permission denied (publickey).",
        ),
        ("remote: \nremote: =====\nremote: ERROR: No such project.\nremote: \n", "ERROR: No such project."),
    ],
)
def test_what_ssh_says_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, told: str) -> None:
    (tmp_path / "said").write_text(said, newline="")
    monkeypatch.setenv("GIT_SSH_VARIANT", "ssh")
    monkeypatch.setenv("GIT_SSH_COMMAND", f"cat {tmp_path}/said >&2; false")
    with pytest.raises(GitError) as caught:
        find_head(mistrusting(), tmp_path, repository_at("git@x.org:a/b.git"))
    assert str(caught.value) == f"git ls-remote: {told}; Could not read from remote repository."


def test_a_token_does_not_follow_a_redirect(tmp_path: Path, webs: list[Web]) -> None:
    first, second = webs
    first.status, first.headers = 302, {"Location": f"{second.address}/a/b.git/info/refs?service=git-upload-pack"}
    second.status, second.headers = 401, BASIC
    asked(tmp_path, f"{first.address}/a/b.git")
    assert set(second.shown) == {None}


@pytest.mark.parametrize("target", ["file://{0}/other/info/refs", "ext::sh -c touch% {0}/ran", "ftp://127.0.0.1/x"])
def test_a_redirect_leads_to_no_other_transport(tmp_path: Path, webs: list[Web], target: str) -> None:
    first, _ = webs
    origin(tmp_path / "other")
    first.status, first.headers = 302, {"Location": target.format(tmp_path)}
    assert asked(tmp_path, f"{first.address}/a/b.git").startswith("git ls-remote: ")
    assert not (tmp_path / "ran").exists()


def test_what_a_server_says_moves_no_cursor(tmp_path: Path, webs: list[Web]) -> None:
    first, _ = webs
    first.headers = {"Content-Type": "application/x-git-upload-pack-advertisement"}
    said = b"ERR \x1b[2J\x1b]0;title\x07 all is well\r \xe2\x80\xae"
    first.body = b"001e# service=git-upload-pack\n0000" + f"{len(said) + 4:04x}".encode() + said
    text = asked(tmp_path, f"{first.address}/a/b.git")
    assert "all is well" in text
    assert text.isprintable()


def test_a_head_that_names_no_branch_is_refused(tmp_path: Path, webs: list[Web]) -> None:
    first, _ = webs
    first.headers = {"Content-Type": "application/x-git-upload-pack-advertisement"}
    name = "refs/heads/--upload-pack=x\x1b[2J y"
    line = f"{'a' * 40} HEAD\0symref=HEAD:{name}\n".encode()
    first.body = b"001e# service=git-upload-pack\n0000" + f"{len(line) + 4:04x}".encode() + line + b"0000"
    text = asked(tmp_path, f"{first.address}/a/b.git")
    assert text.isprintable()


def test_a_path_may_not_be_an_option_of_git(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "--upload-pack=touch ran")
    assert find_head(mistrusting(), tmp_path, repository_at(hostile)).branch == "main"
    assert not (tmp_path / "ran").exists()
