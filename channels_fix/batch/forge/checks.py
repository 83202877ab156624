"""What keeps a pull request of GitHub from being merged: its checks, its reviews, or the state of its branch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

import github
from github.CommitStatus import CommitStatus
from github.PaginatedList import PaginatedList

from channels_fix.batch.forge.answers import Answer, wait_of

if TYPE_CHECKING:
    from github.Commit import Commit
    from github.PullRequest import PullRequest

_WORDS: Mapping[str, str] = {
    "behind": "it is behind its base and has to be updated",
    "dirty": "it conflicts with its base",
    "draft": "it is a draft",
}
"""What `mergeable_state` says that needs no explanation."""
_FAILED = frozenset({"action_required", "cancelled", "error", "failure", "stale", "startup_failure", "timed_out"})
_DECISIVE = frozenset({"APPROVED", "CHANGES_REQUESTED", "DISMISSED"})
_NAMED = 5
"""Checks that are named."""
Item = TypeVar("Item")


def obstacle(pull: PullRequest, commit: Commit, word: str) -> str:
    """Say what is in the way of a pull request.

    Args:
        pull: It.
        commit: What its branch is at.
        word: What its `mergeable_state` says.
    """
    if word in _WORDS:
        return _WORDS[word]
    said = [*_of_checks(commit), *_of_reviews(pull)]
    return "; ".join(said) or "the rules of its base ask for more, such as a review"


def _of_checks(commit: Commit) -> Iterator[str]:
    runs = _shown(commit.get_check_runs)
    statuses = _shown(lambda: _statuses(commit))
    failed = {run.name for run in runs if run.conclusion in _FAILED}
    failed |= {status.context for status in statuses if status.state in _FAILED}
    waiting = {run.name for run in runs if run.status != "completed"}
    waiting |= {status.context for status in statuses if status.state == "pending"}
    for what, names in (("failed", failed), ("not done yet", waiting)):
        if names:
            more = [f"and {len(names) - _NAMED} more"] if len(names) > _NAMED else []
            yield f"checks {what}: {', '.join([*sorted(names)[:_NAMED], *more])}"


def _statuses(commit: Commit) -> Iterable[CommitStatus]:
    """The last status of each service; PyGithub's own method gives the first page of them."""
    return PaginatedList(CommitStatus, commit.requester, f"{commit.url}/status", None, list_item="statuses")


def _of_reviews(pull: PullRequest) -> Iterator[str]:
    last: dict[str, str] = {}
    for review in _shown(pull.get_reviews):
        if review.state in _DECISIVE:
            last[review.user.login if review.user else "somebody"] = review.state
    asking = sorted(name for name, state in last.items() if state == "CHANGES_REQUESTED")
    if asking:
        yield f"changes are requested by {', '.join(asking)}"


def _shown(ask: Callable[[], Iterable[Item]]) -> list[Item]:
    """What GitHub shows; nothing if the token may see pull requests and not this."""
    try:
        return list(ask())
    except github.GithubException as error:
        if error.status not in {403, 404} or wait_of(
            Answer(error.status, str(error), error.headers or {}), time.time()
        ):
            raise
        return []
