"""What is asked of a forge, by requests and answers as GitHub and GitLab document them."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

import pytest
from forge_server import TOKEN, Fault, ForgeServer, forge_server

from channels_fix.batch import retrying
from channels_fix.batch.credentials import Credentials
from channels_fix.batch.forge.answers import Answer, ForgeError, wait_of
from channels_fix.batch.forge.forge import Forge, forge_of
from channels_fix.batch.git import Git
from channels_fix.batch.limits import Limits
from channels_fix.batch.programs import Programs, StoppedError
from channels_fix.batch.servers import Server

KINDS = ("github", "gitlab")
LATER = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
CUT = Fault(0)
ASK = ("acme/shop", "fixes", "main", "Title", "Text")


@pytest.fixture(autouse=True)
def _without_back_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "LONGEST", 0.0)


@pytest.fixture(params=KINDS)
def forge(request: pytest.FixtureRequest, server: ForgeServer) -> Forge:
    return reached(server, request.param)


def reached(server: ForgeServer, kind: str, token: str = TOKEN, **limits: int) -> Forge:
    server.add("acme/shop")
    at = Server.of(server.host, kind, variable="FORGE_TOKEN", scheme="http")
    return forge_of(at, Git(Programs(), Limits(**limits), Credentials({server.host: at}, {"FORGE_TOKEN": token})))


def refusal(function: Any, *arguments: Any) -> ForgeError:
    with pytest.raises(ForgeError) as caught:
        function(*arguments)
    return caught.value


def test_a_pull_request_is_opened_found_described_and_closed(forge: Forge, server: ForgeServer) -> None:
    assert forge.find("acme/shop", "fixes") is None
    made = forge.propose(*ASK)
    assert forge.find("acme/shop", "fixes") == made
    forge.describe("acme/shop", made.number, "Other title", "Other text")
    assert (server.requests[0].title, server.requests[0].body) == ("Other title", "Other text")
    forge.close("acme/shop", made.number)
    assert forge.state("acme/shop", made.number).state == "closed"
    assert forge.find("acme/shop", "fixes") is None


def test_its_address_is_one_for_people(forge: Forge, server: ForgeServer) -> None:
    assert forge.propose(*ASK).url.startswith(f"{server.url}/acme/shop/")


@pytest.mark.parametrize(
    ("readiness", "expected"), [("clean", (True, "")), ("unknown", (None, "")), ("dirty", (False, None))]
)
def test_whether_it_can_be_merged(
    forge: Forge, server: ForgeServer, readiness: str, expected: tuple[bool | None, str | None]
) -> None:
    server.open("acme/shop", "fixes", readiness=readiness)
    found = forge.state("acme/shop", 1)
    assert (found.is_mergeable, found.obstacle) == (expected[0], expected[1] if expected[1] == "" else found.obstacle)


@pytest.mark.parametrize(("kind", "obstacle"), [("github", "it conflicts with its base"), ("gitlab", "conflict")])
def test_what_keeps_it_from_being_merged_is_told(server: ForgeServer, kind: str, obstacle: str) -> None:
    forge = reached(server, kind)
    server.open("acme/shop", "fixes", readiness="dirty")
    assert forge.state("acme/shop", 1).obstacle == obstacle


def test_a_project_has_the_name_that_it_has_now(forge: Forge, server: ForgeServer) -> None:
    assert forge.name("acme/shop") == "acme/shop"
    server.projects["acme/shop"].now = "acme/store"
    assert forge.name("acme/shop") == "acme/store"


def test_one_that_was_merged_is_known_as_such(forge: Forge, server: ForgeServer) -> None:
    server.open("acme/shop", "fixes", state="closed", merged=True)
    assert forge.state("acme/shop", 1).state == "merged"


def test_the_branch_of_a_fork_with_the_same_name_is_another_one(forge: Forge, server: ForgeServer) -> None:
    server.open("acme/shop", "fixes", source=77)
    assert forge.find("acme/shop", "fixes") is None
    assert forge.propose(*ASK).number == 2


def test_one_of_the_same_commit_is_found_though_somebody_closed_it(forge: Forge, server: ForgeServer) -> None:
    server.open("acme/shop", "fixes", state="closed")
    found = forge.find("acme/shop", "fixes", "0" * 40)
    assert found is not None
    assert (found.number, found.state) == (1, "closed")
    assert forge.find("acme/shop", "fixes", "1" * 40) is None


def test_one_that_is_open_already_is_taken(forge: Forge, server: ForgeServer) -> None:
    server.open("acme/shop", "fixes")
    assert forge.propose(*ASK).number == 1
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", [Fault(0, after=True), Fault(502, after=True), Fault(500, after=True)], ids=str)
def test_a_request_whose_answer_was_lost_is_looked_for_before_it_is_made_again(
    forge: Forge, server: ForgeServer, fault: Fault
) -> None:
    server.fail("POST", fault)
    assert forge.propose(*ASK).number == 1
    assert len(server.calls("POST")) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_answers_too_late_is_looked_at_before_it_is_asked_again(server: ForgeServer, kind: str) -> None:
    forge = reached(server, kind, forge_seconds=1)
    server.fail("POST", Fault(201, after=True, seconds=2))
    assert forge.propose(*ASK).number == 1
    assert len(server.calls("POST")) == 1


@pytest.mark.parametrize("fault", [CUT, Fault(500), Fault(503)], ids=str)
def test_a_request_that_did_not_come_through_is_made_again(forge: Forge, server: ForgeServer, fault: Fault) -> None:
    server.fail("POST", fault, fault)
    assert forge.propose(*ASK).number == 1
    assert (len(server.calls("POST")), len(server.requests)) == (3, 1)


@pytest.mark.parametrize("fault", [CUT, Fault(500), Fault(502), Fault(429)], ids=str)
def test_who_is_asked_in_vain_is_asked_as_often_as_that_and_no_more(
    forge: Forge, server: ForgeServer, fault: Fault
) -> None:
    server.fail("GET", *[fault] * 20)
    assert server.host in str(refusal(forge.find, "acme/shop", "fixes"))
    assert len(server.asked) == retrying.ATTEMPTS


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault(401, "Bad credentials"), "does not take the token"),
        (Fault(403, "Resource not accessible"), "does not allow the owner of the token to do this: Resource not"),
        (Fault(404, "Not Found"), "has no such project"),
        (Fault(307, "Moved Permanently"), "has it under another address"),
        (Fault(409, "Conflict"), "refuses this with 409: Conflict"),
        (Fault(422, "Validation Failed"), "refuses this with 422: Validation Failed"),
    ],
    ids=lambda one: getattr(one, "status", ""),
)
def test_what_stays_is_not_asked_again(forge: Forge, server: ForgeServer, fault: Fault, words: str) -> None:
    server.fail("POST", fault)
    assert words in str(refusal(forge.propose, *ASK))
    assert len(server.calls("POST")) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(429, "Too many", {"Retry-After": "1"}),
        Fault(403, LATER, {"Retry-After": "1"}),
    ],
    ids=str,
)
def test_a_server_that_names_a_time_is_given_it(forge: Forge, server: ForgeServer, fault: Fault) -> None:
    server.fail("GET", fault)
    began = time.monotonic()
    assert forge.find("acme/shop", "fixes") is None
    assert time.monotonic() - began >= 1
    assert len(server.asked) == 2


def test_the_limit_of_github_is_waited_for(server: ForgeServer) -> None:
    forge = reached(server, "github")
    over = {"X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "60", "X-RateLimit-Reset": str(int(time.time()) + 1)}
    server.fail("GET", Fault(403, "API rate limit exceeded for user", over))
    began = time.time()
    assert forge.find("acme/shop", "fixes") is None
    assert time.time() >= int(over["X-RateLimit-Reset"]) > began - 1
    assert len(server.asked) == 2


def test_a_time_beyond_all_limits_is_told_instead_of_waited_for(forge: Forge, server: ForgeServer) -> None:
    server.fail("GET", Fault(429, "Too many", {"Retry-After": "90000"}))
    assert "no more requests for 1500 minutes" in str(refusal(forge.find, "acme/shop", "fixes"))


def test_the_end_of_a_run_waits_for_no_server(server: ForgeServer) -> None:
    server.add("acme/shop")
    at = Server.of(server.host, "github", variable="FORGE_TOKEN", scheme="http")
    git = Git(Programs(), Limits(), Credentials({}, {"FORGE_TOKEN": TOKEN}))
    told: list[str] = []

    def tell(step: str) -> None:
        told.append(step)
        git.programs.stop()

    server.fail("GET", Fault(429, "Too many", {"Retry-After": "3000"}))
    with pytest.raises(StoppedError):
        forge_of(at, git, tell).find("acme/shop", "fixes")
    assert told == [f"wait 3000 s for {server.host}"]


NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (Answer(429, "", {"retry-after": "7"}), 7),
        (Answer(403, "", {"retry-after": "Fri, 15 Jan 2027 08:00:30 GMT"}), 30),
        (Answer(403, "", {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW) + 9)}), 10),
        (Answer(403, "", {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}), 1),
        (Answer(429, "", {"ratelimit-reset": str(int(NOW) + 9)}), 10),
        (Answer(403, LATER), 60),
        (Answer(429, LATER), 60),
        (Answer(403, "", {"x-ratelimit-remaining": "5", "x-ratelimit-reset": str(int(NOW) + 9)}), None),
        (Answer(403, "Forbidden"), None),
        (Answer(403, "", {"retry-after": "soon"}), None),
        (Answer(403, "", {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"}), None),
        (Answer(500, "", {"retry-after": "7"}), None),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(answer: Answer, seconds: float | None) -> None:
    assert wait_of(answer, NOW) == seconds


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "fault",
    [
        *[Fault(status, f"no good: {TOKEN}\x1b[31m") for status in (401, 403, 404, 409, 422, 429, 500)],
        Fault(0, after=True),
        CUT,
    ],
    ids=str,
)
def test_no_exception_holds_the_token_or_leads_to_it(server: ForgeServer, kind: str, fault: Fault) -> None:
    forge = reached(server, kind)
    server.fail("", *[fault] * 20)
    error = refusal(forge.propose, *ASK)
    assert TOKEN not in f"{error!s}{error!r}{vars(error)}"
    assert "\x1b" not in str(error)
    assert "\n" not in str(error)
    assert (error.__cause__, error.__context__) == (None, None)


def test_an_answer_that_is_no_json_is_an_error_of_one_line(forge: Forge, server: ForgeServer) -> None:
    server.fail("GET", Fault(200, "surprise"))
    error = refusal(forge.state, "acme/shop", 1)
    assert "cannot be used" in str(error)
    assert "\n" not in str(error)


def test_a_token_may_have_the_end_of_a_line_behind_it(server: ForgeServer) -> None:
    assert reached(server, "github", f"{TOKEN}\n").find("acme/shop", "fixes") is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_is_not_there_is_told_with_the_reason(server: ForgeServer, kind: str) -> None:
    forge = reached(server, kind)
    server.stop()
    assert str(refusal(forge.find, "acme/shop", "fixes")).endswith("Connection refused")


def test_a_token_of_letters_is_hidden_too() -> None:
    at = Server.of("forge.example.org", "github", variable="CI_ACCESS")
    credentials = Credentials({at.host: at}, {"CI_ACCESS": "abcdefghij", "USE_TOKEN": "always"})
    assert credentials.redacted("said abcdefghij always") == "said [hidden] always"
    assert "abcdefghij" not in repr(credentials)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "fatal: unable to access 'https://ada:pa55@x.org/a/': 403",
            "fatal: unable to access 'https://[hidden]x.org/a/': 403",
        ),
        ("https://t0k@x.org", "https://[hidden]x.org"),
        ("ghp_0123456789abcdefghij", "[hidden]"),
        ("github_pat_0123456789abcdefghij_x", "[hidden]"),
        ("glpat-0123456789-abcdefghij", "[hidden]"),
        ("=> Send header: Authorization: Basic YWRhOnBhNTU=", "=> Send header: Authorization: [hidden]"),
        ("PRIVATE-TOKEN: pa55", "PRIVATE-TOKEN: [hidden]"),
        ("https://x.org/a@b and ada@x.org", "https://x.org/a@b and ada@x.org"),
    ],
)
def test_what_looks_like_a_secret_is_hidden_though_nobody_named_it(said: str, shown: str) -> None:
    assert Credentials({}, {}).redacted(said) == shown


def test_what_a_credential_helper_gave_is_hidden_too() -> None:
    at = Server.of("forge.example.org", "github")
    credentials = Credentials({at.host: at}, {})
    assert credentials.keep(at, lambda: "fromhelper") == "fromhelper"
    assert credentials.keep(at, lambda: "asked again") == "fromhelper"
    assert credentials.redacted("said fromhelper") == "said [hidden]"
    assert "fromhelper" not in repr(credentials)


def test_without_a_token_nothing_is_asked(server: ForgeServer) -> None:
    assert "set FORGE_TOKEN" in str(refusal(reached, server, "github", ""))
    assert server.asked == []


def test_a_token_is_not_shown_without_encryption() -> None:
    at = Server.of("forge.example.org", "github", variable="FORGE_TOKEN", scheme="http")
    git = Git(Programs(), Limits(), Credentials({}, {"FORGE_TOKEN": TOKEN}))
    assert "not encrypted" in str(refusal(forge_of, at, git))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("kind", KINDS)
def test_a_redirection_takes_the_token_to_no_other_server(
    server: ForgeServer, tmp_path: Path, kind: str, status: int
) -> None:
    forge = reached(server, kind)
    with forge_server(tmp_path / "other") as other:
        other.add("acme/shop")
        server.fail("GET", *[Fault(status, "Moved", {"Location": f"{other.url}/api/v3/repos/acme/shop/pulls"})] * 9)
        with contextlib.suppress(ForgeError):
            forge.find("acme/shop", "fixes")
        assert [one.headers.get("Authorization") for one in other.asked if "Authorization" in one.headers] == []


def test_a_project_that_was_renamed_gives_all_its_pull_requests_and_none_is_taken_for_another(
    server: ForgeServer,
) -> None:
    forge = reached(server, "github")
    server.add("acme/new-shop")
    server.open("acme/new-shop", "feature")
    # PyGithub follows without the question behind the path
    server.fail("GET", Fault(301, "Moved", {"Location": f"{server.url}/api/v3/repos/acme/new-shop/pulls"}))
    assert forge.find("acme/shop", "fixes") is None


@pytest.mark.parametrize(
    ("kind", "api", "path", "expected"),
    [
        ("gitlab", None, "acme/shop", "acme/shop"),
        ("gitlab", "https://example.org/gitlab", "gitlab/acme/shop", "acme/shop"),
        ("gitlab", "https://example.org/gitlab/api/v4", "gitlab/gitlab/shop", "gitlab/shop"),
        ("gitlab", "https://example.org/api/v4", "acme/shop", "acme/shop"),
        ("github", None, "api/v3", "api/v3"),
    ],
)
def test_a_server_below_a_path_has_projects_without_it(kind: str, api: str | None, path: str, expected: str) -> None:
    assert Server.of("example.org", kind, api).project(path) == expected
