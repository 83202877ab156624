"""A server as GitHub Enterprise and GitLab are one: their APIs, and git over HTTP with real repositories behind it.

Each request is checked against what the forges document, and each answer, too. It can be told to fail.
"""

from __future__ import annotations

import base64
import contextlib
import copy
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from contracts import GITHUB, GITLAB, Contract

TOKEN = "t0ken-4b7e19c2d8"
_APIS = {"/api/v3": GITHUB, "/api/v4": GITLAB}


@dataclass(frozen=True)
class Fault:
    """What is done with a request instead of what it asks for.

    Attributes:
        status: What is answered; 0 for a connection that is cut.
        text: The message.
        headers: More headers.
        after: Whether the request is carried out all the same.
        seconds: How long it takes.
        over: Ends that time, once it is set.
    """

    status: int = 500
    text: str = "Server Error"
    headers: dict[str, str] = field(default_factory=dict)
    after: bool = False
    seconds: float = 0
    over: threading.Event = field(default_factory=threading.Event)

    def __str__(self) -> str:
        return f"{self.status or 'cut'}{'-done' * self.after}"


@dataclass
class Project:
    """A repository; the fields say what the forge knows of it: `now` is another name that it was given."""

    name: str
    number: int
    topics: list[str] = field(default_factory=list)
    archived: bool = False
    fork: bool = False
    url: str = ""
    now: str = ""


@dataclass
class Request:
    """A pull request; `lazily` is how often it is asked for until the forge knows whether it can be merged."""

    project: Project
    number: int
    branch: str
    base: str
    title: str
    body: str
    state: str = "open"
    merged: bool = False
    readiness: str = "clean"
    source: int = 0
    lazily: int = 0
    checks: dict[str, str] = field(default_factory=dict)
    reviews: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class ForgeServer:
    """The server, and what it holds.

    Args:
        root: Where the repositories are: `owner/name.git`.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.projects: dict[str, Project] = {}
        self.requests: list[Request] = []
        self.asked: list[Asked] = []
        self.violations: list[str] = []
        self.page = 100
        self.most = {"api": 0, "git": 0}
        self._now = {"api": 0, "git": 0}
        self._faults: list[tuple[str, Fault]] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"forge": self}))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def add(self, name: str, **known: Any) -> str:
        """Let the forge know a repository, and give its address."""
        made = Project(name, len(self.projects) + 1, **{"url": f"{self.url}/{name}.git", **known})
        self.projects[name] = made
        return made.url

    def open(self, name: str, branch: str, **known: Any) -> Request:
        """Open a pull request as if somebody had."""
        made = Request(self.projects[name], len(self.requests) + 1, branch, "main", "Title", "Text", **known)
        self.requests.append(made)
        return made

    def fail(self, request: str, *faults: Fault) -> None:
        """Let the next requests that begin like `GET /repos` or `POST /repos/o/n/pulls` fail, one for each fault."""
        self._faults += [(request, fault) for fault in faults]

    def forgive(self, fault: Fault) -> None:
        """Take a fault back, if no request has met it."""
        with self._lock:
            self._faults = [one for one in self._faults if one[1] is not fault]

    def fault_of(self, request: str) -> Fault | None:
        with self._lock:
            for place, (beginning, fault) in enumerate(self._faults):
                if request.startswith(beginning):
                    del self._faults[place]
                    return fault
        return None

    @contextlib.contextmanager
    def counted(self, kind: str) -> Iterator[None]:
        """Keep how many requests there were at a time at most."""
        with self._lock:
            self._now[kind] += 1
            self.most[kind] = max(self.most[kind], self._now[kind])
        try:
            yield
        finally:
            with self._lock:
                self._now[kind] -= 1

    def calls(self, method: str) -> list[Asked]:
        """The requests to the APIs with a method."""
        return [one for one in self.asked if one.method == method]

    def tip(self, request: Request) -> str:
        folder = self.root / f"{request.project.name}.git"
        found = subprocess.run(
            ["git", "rev-parse", "--quiet", "--verify", f"refs/heads/{request.branch}"],
            cwd=folder if folder.exists() else self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        return found.stdout.strip() or "0" * 40


@contextlib.contextmanager
def forge_server(root: Path) -> Iterator[ForgeServer]:
    """A server that runs; nothing that it was asked may have been against the documents."""
    root.mkdir(parents=True, exist_ok=True)
    server = ForgeServer(root)
    try:
        yield server
    finally:
        server.stop()
    assert not server.violations, "\n".join(server.violations)


class _Handler(BaseHTTPRequestHandler):
    forge: ForgeServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None: ...

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # whoever asked may have been killed
            super().handle()

    def _handle(self) -> None:
        data = self._data()
        parts = urlsplit(self.path)
        for prefix, contract in _APIS.items():
            if parts.path.startswith(f"{prefix}/"):
                with self.forge.counted("api"):
                    self._api(contract, parts.path.removeprefix(prefix), dict(parse_qsl(parts.query)), data)
                return
        with self.forge.counted("git"):
            self._git(parts.path, parts.query, data)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _handle  # noqa: N815

    def _data(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            data = b""
            while size := int(self.rfile.readline(), 16):
                data += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return data
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _api(self, contract: Contract, path: str, query: dict[str, str], data: bytes) -> None:
        forge = self.forge
        body = json.loads(data) if data else None
        forge.asked.append(Asked(self.command, path, dict(self.headers.items()), body))
        fault = forge.fault_of(f"{self.command} {unquote(path)}")
        if fault and not fault.after:
            return self._fail(fault)
        if self.headers.get("Authorization") not in {f"token {TOKEN}", f"Bearer {TOKEN}"}:
            return self._say(401, {"message": "Bad credentials"})
        try:
            name, named = contract.operation(self.command, path)
        except KeyError as error:
            forge.violations.append(f"not documented: {error}")
            return self._say(404, {"message": "Not Found"})
        forge.violations += contract.faults(name, query, body)
        named = {key: unquote(value) for key, value in named.items()}
        api = _GitHub(forge, contract) if contract is GITHUB else _GitLab(forge)
        with forge._lock:
            status, answer = api.answer(name, named, query, body or {})
        if status < 300:
            forge.violations += contract.answer_faults(name, status, answer)
        return self._fail(fault) if fault else self._say(status, answer, self._next(answer, query))

    def _next(self, answer: Any, query: dict[str, str]) -> dict[str, str]:
        """The header that leads to what is behind a page, of a list that says how long it is."""
        page, total = int(query.get("page", 1)), answer.get("total_count", 0) if isinstance(answer, dict) else 0
        if page * _size(query, self.forge.page) >= total:
            return {}
        asked = urlencode({**query, "page": page + 1})
        return {"Link": f'<{self.forge.url}{urlsplit(self.path).path}?{asked}>; rel="next"'}

    def _fail(self, fault: Fault) -> None:
        fault.over.wait(fault.seconds)
        if fault.status == 0:
            self.close_connection = True
            return
        self._say(fault.status, {"message": fault.text}, fault.headers)

    def _say(self, status: int, answer: Any, headers: dict[str, str] | None = None) -> None:
        text = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _git(self, path: str, query: str, data: bytes) -> None:
        """Git over HTTP, by git's own program; whoever pushes or pulls shows the token as a password."""
        kind, _, shown = self.headers.get("Authorization", "").partition(" ")
        password = base64.b64decode(shown).decode().partition(":")[2] if kind == "Basic" else ""
        if password != TOKEN:
            self._empty(401, {"WWW-Authenticate": 'Basic realm="forge"'})
            return
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_PROJECT_ROOT": str(self.forge.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "uploadpack.allowFilter",
            "GIT_CONFIG_VALUE_0": "true",
            "PATH_INFO": unquote(path),
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(data)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "somebody",
        }
        ended = subprocess.run(["git", "http-backend"], input=data, env=env, capture_output=True, check=False)
        head, _, content = ended.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        self._empty(int(headers.pop("Status", "200").split(" ")[0]), headers, content)

    def _empty(self, status: int, headers: dict[str, str], content: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _paged(found: list[Any], query: dict[str, str], most: int) -> list[Any]:
    size = _size(query, most)
    start = (int(query.get("page", 1)) - 1) * size
    return found[start:][:size]


def _size(query: dict[str, str], most: int) -> int:
    return min(int(query.get("per_page", 30)), most)


def _readiness(request: Request) -> str:
    request.lazily -= 1
    return "unknown" if request.lazily >= 0 else request.readiness


class _GitHub:
    def __init__(self, forge: ForgeServer, contract: Contract) -> None:
        self._forge = forge
        self._examples = contract.examples

    def answer(self, name: str, named: dict[str, str], query: dict[str, str], body: dict[str, Any]) -> tuple[int, Any]:
        forge = self._forge
        if "org" in named:
            owned = [one for one in forge.projects.values() if one.name.split("/")[0] == named["org"]]
            if not owned:
                return 404, {"message": "Not Found"}
            return 200, [self._project(one) for one in _paged(owned, query, forge.page)]
        project = forge.projects.get(f"{named['owner']}/{named['repo']}")
        if project is None:
            return 404, {"message": "Not Found"}
        if name == "GET /repos/{owner}/{repo}":
            example = self._examples["full-repository"] | {"has_discussions": False}  # required, and not in it
            return 200, {**example, "full_name": project.now or project.name}
        ours = [one for one in forge.requests if one.project is project]
        if "ref" in named:
            checks = next(one.checks for one in ours if forge.tip(one) == named["ref"])
            said, key = (self._runs(checks), "check_runs") if "runs" in name else (self._statuses(checks), "statuses")
            return 200, {**said, key: _paged(said[key], query, forge.page)}
        if name.endswith("/reviews"):
            asked = next(one for one in ours if str(one.number) == named["pull_number"])
            return 200, [self._review(*review) for review in asked.reviews]
        if name.startswith("GET") and "pull_number" not in named:
            branch = query.get("head", "").partition(":")[2]
            state = query.get("state", "open")
            found = [one for one in ours if state in {"all", one.state} and branch in {"", one.branch}]
            return 200, [self._request(one, "pull-request-simple") for one in _paged(found[::-1], query, forge.page)]
        if name.startswith("POST"):
            if any(one.branch == body["head"] and one.state == "open" and not one.source for one in ours):
                said = f"A pull request already exists for {project.name.split('/')[0]}:{body['head']}."
                errors = [{"resource": "PullRequest", "code": "custom", "message": said}]
                return 422, {"message": "Validation Failed", "errors": errors}
            made = forge.open(project.name, body["head"])
            made.base, made.title, made.body = body["base"], body["title"], body["body"]
            return 201, self._request(made, "pull-request")
        found = [one for one in ours if str(one.number) == named["pull_number"]]
        if not found:
            return 404, {"message": "Not Found"}
        for key in set(body) & {"title", "body", "state"}:
            setattr(found[0], key, body[key])
        return 200, self._request(found[0], "pull-request")

    def _project(self, project: Project) -> dict[str, Any]:
        return {
            **self._examples["minimal-repository"],
            "id": project.number,
            "full_name": project.name,
            "clone_url": project.url,
            "topics": project.topics,
            "archived": project.archived,
            "fork": project.fork,
        }

    def _runs(self, checks: dict[str, str]) -> dict[str, Any]:
        (example,) = self._examples["check-run-paginated"]["check_runs"]
        runs = [
            {
                **example,
                "name": name,
                "status": "in_progress" if ended == "pending" else "completed",
                "conclusion": None if ended == "pending" else ended,
            }
            for name, ended in checks.items()
            if not name.startswith("ci/")
        ]
        return {"total_count": len(runs), "check_runs": runs}

    def _statuses(self, checks: dict[str, str]) -> dict[str, Any]:
        """What services say that know no check runs; the names of theirs begin with `ci/`."""
        example = self._examples["combined-commit-status"]
        said = [
            {**example["statuses"][0], "context": name, "state": ended}
            for name, ended in checks.items()
            if name.startswith("ci/")
        ]
        return {**example, "statuses": said, "total_count": len(said)}

    def _review(self, name: str, state: str) -> dict[str, Any]:
        example = copy.deepcopy(self._examples["pull-request-review"])
        example["user"]["login"] = name
        return {**example, "state": state}

    def _request(self, request: Request, example: str) -> dict[str, Any]:
        forge, project = self._forge, request.project
        made = copy.deepcopy(self._examples[example])
        made |= {
            "number": request.number,
            "url": f"{forge.url}/api/v3/repos/{project.name}/pulls/{request.number}",
            "html_url": f"{forge.url}/{project.name}/pull/{request.number}",
            "title": request.title,
            "body": request.body,
            "state": request.state,
            "merged_at": "2026-01-01T00:00:00Z" if request.merged else None,
            "requested_teams": [],  # GitHub's own example lacks what GitHub requires
        }
        made["head"] |= {"ref": request.branch, "sha": forge.tip(request)}
        made["base"] |= {"ref": request.base}
        made["head"]["repo"]["id"] = request.source or project.number
        made["base"]["repo"]["id"] = project.number
        if example == "pull-request":
            readiness = _readiness(request)
            made |= {
                "mergeable_state": readiness,
                "mergeable": None if readiness == "unknown" else readiness != "dirty",
            }
        return made


_DETAILED = {"clean": "mergeable", "dirty": "conflict", "blocked": "ci_must_pass"}


class _GitLab:
    def __init__(self, forge: ForgeServer) -> None:
        self._forge = forge

    def answer(self, name: str, named: dict[str, str], query: dict[str, str], body: dict[str, Any]) -> tuple[int, Any]:
        forge = self._forge
        if name.startswith("GET /groups"):
            owned = [one for one in forge.projects.values() if one.name.startswith(f"{named['id']}/")]
            if not owned:
                return 404, {"message": "404 Group Not Found"}
            return 200, [self._project(one) for one in _paged(owned, query, forge.page)]
        project = forge.projects.get(named["id"])
        if project is None:
            return 404, {"message": "404 Project Not Found"}
        if name == "GET /projects/{id}":
            return 200, {**self._project(project), "path_with_namespace": project.now or project.name}
        ours = [one for one in forge.requests if one.project is project]
        if name.startswith("GET") and "merge_request_iid" not in named:
            state = {"opened": "open"}.get(query["state"], query["state"])
            found = [one for one in ours if state in {"all", one.state} and one.branch == query["source_branch"]]
            return 200, [self._request(one) for one in _paged(found[::-1], query, forge.page)]
        if name.startswith("POST"):
            there = [one for one in ours if one.branch == body["source_branch"] and one.state == "open"]
            if any(not one.source for one in there):
                return 409, {
                    "message": [f"Another open merge request already exists for this source branch: !{there[0].number}"]
                }
            made = forge.open(project.name, body["source_branch"])
            made.base, made.title, made.body = body["target_branch"], body["title"], body["description"]
            return 201, self._request(made)
        found = [one for one in ours if str(one.number) == named["merge_request_iid"]]
        if not found:
            return 404, {"message": "404 Not found"}
        found[0].title = body.get("title", found[0].title)
        found[0].body = body.get("description", found[0].body)
        if body.get("state_event") == "close":
            found[0].state = "closed"
        return 200, self._request(found[0])

    def _project(self, project: Project) -> dict[str, Any]:
        return {
            "id": project.number,
            "path_with_namespace": project.name,
            "http_url_to_repo": project.url,
            "default_branch": "main",
            "topics": project.topics,
            "archived": project.archived,
            **({"forked_from_project": {"id": 1}} if project.fork else {}),
        }

    def _request(self, request: Request) -> dict[str, Any]:
        state = {"open": "opened", "closed": "merged" if request.merged else "closed"}[request.state]
        return {
            "id": request.number + 1000,
            "iid": request.number,
            "project_id": request.project.number,
            "source_project_id": request.source or request.project.number,
            "target_project_id": request.project.number,
            "title": request.title,
            "description": request.body,
            "state": state,
            "source_branch": request.branch,
            "target_branch": request.base,
            "sha": self._forge.tip(request),
            "web_url": f"{self._forge.url}/{request.project.name}/-/merge_requests/{request.number}",
            "merge_status": "can_be_merged",
            "detailed_merge_status": _DETAILED.get(_readiness(request), "checking"),
        }
