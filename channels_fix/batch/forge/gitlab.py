"""GitLab, by python-gitlab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gitlab
import requests

from channels_fix import __version__
from channels_fix.batch.forge.answers import Answer, silence
from channels_fix.batch.forge.forge import AT_ONCE, CLOSED, MERGED, OPEN, Listed, Proposal

if TYPE_CHECKING:
    from channels_fix.batch.servers import Server

_ONCE: dict[str, Any] = {"obey_rate_limit": False, "max_retries": 0}
"""Each request is sent once: whether it is sent again is decided elsewhere."""
_STATES = {"opened": OPEN, "locked": OPEN, "merged": MERGED, "closed": CLOSED}
"""A merge request is locked while it is merged."""
_UNKNOWN = frozenset({"", "approvals_syncing", "checking", "preparing", "unchecked", "cannot_be_merged_recheck"})
"""What `detailed_merge_status` says until GitLab has tried to merge."""
_READY = frozenset({"mergeable", "can_be_merged"})


class GitLab:
    """The API of GitLab.

    Args:
        server: Where it is.
        token: What it is shown.
        seconds: How long it may be silent.
    """

    errors = (gitlab.GitlabError, requests.RequestException, AttributeError, KeyError, TypeError, ValueError)

    def __init__(self, server: Server, token: str, seconds: int) -> None:
        self._headers: dict[str, str] = {}
        session = requests.Session()
        session.hooks["response"].append(self._hear)  # python-gitlab's errors have no headers
        self._gitlab = gitlab.Gitlab(
            server.api.rstrip("/").removesuffix("/api/v4"),
            # every kind of token may be shown so, and this header does not go along to another server
            oauth_token=token,
            timeout=seconds,
            user_agent=f"channels-fix/{__version__}",
            retry_transient_errors=False,
            keep_base_url=True,
            session=session,
        )

    def name(self, project: str) -> str:
        """The name that a project has now."""
        return str(self._gitlab.projects.get(project, **_ONCE).path_with_namespace)

    def find(self, project: str, branch: str, commit: str) -> Proposal | None:
        """The open merge request of a branch, or the one of a commit."""
        state = "all" if commit else "opened"
        listed = self._requests(project).list(source_branch=branch, state=state, iterator=True, **_ONCE)
        ours = [one for one in listed if one.source_project_id == one.target_project_id]
        found = [one for one in ours if _STATES.get(one.state) == OPEN] or [one for one in ours if one.sha == commit]
        return _proposal(found[0]) if found else None

    def create(self, project: str, branch: str, base: str, title: str, body: str) -> Proposal:
        """Open a merge request."""
        asked = {"source_branch": branch, "target_branch": base, "title": title, "description": body}
        return _proposal(self._requests(project).create(asked, **_ONCE))

    def describe(self, project: str, number: int, title: str, body: str) -> None:
        """Give a merge request another title and text."""
        self._requests(project).update(number, {"title": title, "description": body}, **_ONCE)

    def state(self, project: str, number: int) -> Proposal:
        """How a merge request stands now."""
        found = self._requests(project).get(number, **_ONCE)
        # the first is there since GitLab 15.6
        word = str(getattr(found, "detailed_merge_status", None) or getattr(found, "merge_status", ""))
        is_known = word not in _UNKNOWN
        is_ready = word in _READY if is_known else None
        return _proposal(found, is_ready, word.replace("_", " ") if is_known and not is_ready else "")

    def close(self, project: str, number: int) -> None:
        """Close a merge request."""
        self._requests(project).update(number, {"state_event": "close"}, **_ONCE)

    def page(self, owner: str, number: int) -> list[Listed]:
        """One page of the projects of a group and the groups in it, in an order that new ones do not disturb."""
        group = self._gitlab.groups.get(owner, lazy=True)
        projects = group.projects.list(
            include_subgroups=True,
            with_shared=False,
            order_by="id",
            sort="asc",
            page=number,
            per_page=AT_ONCE,
            get_all=False,
            **_ONCE,
        )
        return [
            Listed(
                one.http_url_to_repo,
                one.path_with_namespace,
                tuple(one.topics),
                one.archived,
                getattr(one, "forked_from_project", None) is not None,
            )
            for one in projects
        ]

    def answer(self, error: Exception) -> Answer:
        """What GitLab said."""
        if isinstance(error, requests.RequestException):
            return silence(error)
        if isinstance(error, gitlab.GitlabError) and error.response_code:
            return Answer(error.response_code, _words(error.error_message), self._headers)
        return Answer(200, f"its answer cannot be used: {error}")

    def _hear(self, response: requests.Response, **_: object) -> None:
        self._headers = {name.lower(): value for name, value in response.headers.items()}

    def _requests(self, project: str) -> Any:
        return self._gitlab.projects.get(project, lazy=True).mergerequests


def _proposal(found: Any, is_mergeable: bool | None = None, obstacle: str = "") -> Proposal:
    return Proposal(found.iid, found.web_url, _STATES.get(found.state, CLOSED), found.sha or "", is_mergeable, obstacle)


def _words(said: object) -> str:
    if isinstance(said, list):
        return "; ".join(_words(one) for one in said)
    if isinstance(said, dict):
        return "; ".join(f"{name} {_words(one)}" for name, one in said.items())
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
