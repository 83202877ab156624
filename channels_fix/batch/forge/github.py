"""GitHub and GitHub Enterprise, by PyGithub."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import github
import requests

from channels_fix import __version__
from channels_fix.batch.forge.answers import Answer, silence
from channels_fix.batch.forge.checks import obstacle
from channels_fix.batch.forge.forge import AT_ONCE, CLOSED, MERGED, OPEN, Listed, Proposal

if TYPE_CHECKING:
    from github.PaginatedList import PaginatedList
    from github.PullRequest import PullRequest
    from github.Repository import Repository

    from channels_fix.batch.servers import Server

_UNKNOWN, _READY = "unknown", frozenset({"clean", "has_hooks"})
"""What `mergeable_state` says until GitHub has tried to merge, and if nothing is in the way."""
_MOVED = 307


class GitHub:
    """The API of GitHub.

    Args:
        server: Where it is.
        token: What it is shown.
        seconds: How long it may be silent.
    """

    # the latter are what becomes of redirections to other servers, and of answers that lack something
    errors = (
        *(github.GithubException, github.BadAttributeException, requests.RequestException),
        *(AssertionError, RuntimeError, AttributeError, KeyError, TypeError, ValueError),
    )

    def __init__(self, server: Server, token: str, seconds: int) -> None:
        self._github = github.Github(
            auth=github.Auth.Token(token),
            base_url=server.api.rstrip("/"),
            timeout=seconds,
            user_agent=f"channels-fix/{__version__}",
            per_page=AT_ONCE,
            retry=None,
            seconds_between_requests=None,
            seconds_between_writes=None,
            lazy=True,
        )
        self._lists: dict[str, PaginatedList[Repository]] = {}

    def name(self, project: str) -> str:
        """The name that a repository has now."""
        found = self._project(project)
        found.complete()  # until then its name is what was asked for
        return found.full_name

    def find(self, project: str, branch: str, commit: str) -> Proposal | None:
        """The open pull request of a branch, or the one of a commit."""
        owner = project.partition("/")[0]
        pulls = self._project(project).get_pulls(state="all" if commit else "open", head=f"{owner}:{branch}")
        # Once more, because forks of the same owner are meant, too, and all pull requests if the project was renamed.
        ours = [pull for pull in pulls if pull.head.ref == branch and _is_of_project(pull)]
        found = [pull for pull in ours if pull.state == OPEN] or [pull for pull in ours if pull.head.sha == commit]
        return _proposal(found[0]) if found else None

    def create(self, project: str, branch: str, base: str, title: str, body: str) -> Proposal:
        """Open a pull request."""
        pull = self._project(project).create_pull(base=base, head=branch, title=title, body=body)
        if pull.number is None:  # PyGithub takes a redirection of such a request for its answer
            raise github.GithubException(_MOVED, {}, {}, f"{project} was renamed")
        return _proposal(pull)

    def describe(self, project: str, number: int, title: str, body: str) -> None:
        """Give a pull request another title and text."""
        self._project(project).get_pull(number).edit(title=title, body=body)

    def state(self, project: str, number: int) -> Proposal:
        """How a pull request stands now."""
        pull = self._project(project).get_pull(number)
        word = pull.mergeable_state or _UNKNOWN
        if pull.state != OPEN or pull.mergeable is None or word == _UNKNOWN:
            return _proposal(pull)
        if word in _READY:
            return _proposal(pull, is_mergeable=True)
        return _proposal(pull, is_mergeable=False, obstacle=self._obstacle(project, pull, word))

    def close(self, project: str, number: int) -> None:
        """Close a pull request."""
        self._project(project).get_pull(number).edit(state=CLOSED)

    def page(self, owner: str, number: int) -> list[Listed]:
        """One page of the repositories of an organisation, in an order that new ones do not disturb."""
        if owner not in self._lists:
            organisation = self._github.get_organization(owner)
            self._lists[owner] = organisation.get_repos(type="all", sort="created", direction="asc")
        return [
            Listed(one.clone_url, one.full_name, tuple(one.topics or ()), bool(one.archived), bool(one.fork))
            for one in self._lists[owner].get_page(number - 1)
        ]

    def answer(self, error: Exception) -> Answer:
        """What GitHub said."""
        if isinstance(error, requests.RequestException):
            return silence(error)
        if isinstance(error, github.GithubException):
            return Answer(error.status, _words(error), error.headers or {})
        return Answer(200, f"its answer cannot be used: {error}")

    def _obstacle(self, project: str, pull: PullRequest, word: str) -> str:
        return obstacle(pull, self._project(project).get_commit(pull.head.sha), word)

    def _project(self, name: str) -> Repository:
        return self._github.get_repo(name)


def _is_of_project(pull: PullRequest) -> bool:
    # the repository of the head is missing if a fork was deleted
    return pull.head.repo is not None and pull.head.repo.id == pull.base.repo.id


def _proposal(pull: PullRequest, is_mergeable: bool | None = None, obstacle: str = "") -> Proposal:
    state = MERGED if pull.merged_at else OPEN if pull.state == OPEN else CLOSED
    return Proposal(pull.number, pull.html_url, state, pull.head.sha, is_mergeable, obstacle)


def _words(error: github.GithubException) -> str:
    data: Any = error.data
    if not isinstance(data, dict):
        return error.message or ""
    details = [one.get("message") if isinstance(one, dict) else one for one in data.get("errors") or ()]
    return "; ".join(str(one) for one in (data.get("message"), *details) if one)
