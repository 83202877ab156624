"""What a run asks of a forge, whichever it is: with patience, never twice, and without letting a token out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from channels_fix.batch.credentials import may_be_shown
from channels_fix.batch.forge.answers import Answer, ForgeError, failure
from channels_fix.batch.forge.pacing import pace_of
from channels_fix.batch.git import Git
from channels_fix.batch.retrying import patiently
from channels_fix.batch.servers import Server

OPEN, MERGED, CLOSED = "open", "merged", "closed"
AT_ONCE = 100
"""How many repositories are asked for at a time: as many as both forges give."""
_WORTH_TELLING = 5.0
"""Seconds."""
Result = TypeVar("Result")


@dataclass(frozen=True)
class Proposal:
    """A pull request, or what GitLab calls a merge request.

    Attributes:
        number: Its number in the project.
        url: Where people see it.
        state: `open`, `merged` or `closed`.
        commit: The commit that its branch is at.
        is_mergeable: Whether it could be merged now: no conflict, checks passed, approved; None if that is not known.
        obstacle: What keeps it from being merged, in the forge's words.
    """

    number: int
    url: str
    state: str = OPEN
    commit: str = ""
    is_mergeable: bool | None = None
    obstacle: str = ""


@dataclass(frozen=True)
class Listed:
    """A repository of an organisation or a group.

    Attributes:
        url: What git is given.
        name: `owner/name`.
        topics: What its owners filed it under.
        is_archived: Whether it takes no more changes.
        is_fork: Whether it is somebody else's copy.
    """

    url: str
    name: str
    topics: tuple[str, ...] = ()
    is_archived: bool = False
    is_fork: bool = False


class Api(Protocol):
    """The API of one kind of forge: each method asks once, and raises what the library of that forge raises.

    Attributes:
        errors: The exceptions of that library.
    """

    errors: tuple[type[Exception], ...]

    def name(self, project: str) -> str:
        """See `Forge.name`."""
        ...

    def find(self, project: str, branch: str, commit: str) -> Proposal | None:
        """See `Forge.find`."""
        ...

    def create(self, project: str, branch: str, base: str, title: str, body: str) -> Proposal:
        """Open a pull request."""
        ...

    def describe(self, project: str, number: int, title: str, body: str) -> None:
        """See `Forge.describe`."""
        ...

    def state(self, project: str, number: int) -> Proposal:
        """See `Forge.state`."""
        ...

    def close(self, project: str, number: int) -> None:
        """See `Forge.close`."""
        ...

    def page(self, owner: str, number: int) -> list[Listed]:
        """One page of the repositories of an owner; the first has the number 1, and none is behind an empty one."""
        ...

    def answer(self, error: Exception) -> Answer:
        """What the forge said, if one of `errors` was raised."""
        ...


class Forge:
    """A forge. Everything may raise `ForgeError`; what may pass has been tried again before.

    Args:
        server: Where it is.
        api: Asks it.
        git: Whose credentials are kept from being told, and whose programs end with the run.
        tell: Is told that it has to be waited for.
    """

    def __init__(self, server: Server, api: Api, git: Git, tell: Callable[[str], object]) -> None:
        self._server = server
        self._api = api
        self._git = git
        self._tell = tell

    def name(self, project: str) -> str:
        """The name that a project has now: a forge goes on to take the ones that it had before."""
        return self._ask(lambda: self._api.name(project))

    def find(self, project: str, branch: str, commit: str = "") -> Proposal | None:
        """The open pull request from `branch` of a project, if there is one.

        Args:
            project: `owner/name`.
            branch: Its branch; those of the same name in forks are others.
            commit: If there is none that is open, then one is meant that was for this commit, whatever became of it.
        """
        return self._ask(lambda: self._api.find(project, branch, commit))

    def propose(self, project: str, branch: str, base: str, title: str, body: str) -> Proposal:
        """Open a pull request from `branch` into `base`, or return the one that is open."""
        was_asked = False

        def once() -> Proposal:
            nonlocal was_asked
            # the request may have come through and only its answer not
            if was_asked and (found := self._api.find(project, branch, "")):
                return found
            was_asked = True
            self._keep_pace()
            try:
                return self._api.create(project, branch, base, title, body)
            except self._api.errors as error:
                # how GitHub and GitLab say that there is one
                if self._api.answer(error).status in {409, 422} and (found := self._api.find(project, branch, "")):
                    return found
                raise

        return self._ask(once)

    def describe(self, project: str, number: int, title: str, body: str) -> None:
        """Give a pull request another title and text."""
        self._ask(lambda: self._api.describe(project, number, title, body))

    def state(self, project: str, number: int) -> Proposal:
        """How a pull request stands now."""
        return self._ask(lambda: self._api.state(project, number))

    def close(self, project: str, number: int) -> None:
        """Close a pull request without merging it."""
        self._ask(lambda: self._api.close(project, number))

    def repositories(self, owner: str) -> Iterator[Listed]:
        """All repositories of an organisation, or of a group and the groups in it."""
        number = 1
        while page := self._page(owner, number):
            yield from page
            number += 1

    def _page(self, owner: str, number: int) -> list[Listed]:
        return self._ask(lambda: self._api.page(owner, number))

    def _ask(self, function: Callable[[], Result]) -> Result:
        return patiently(lambda: self._once(function), self._git.programs.pause, _again, self._tell_wait)

    def _once(self, function: Callable[[], Result]) -> Result:
        try:
            return function()
        except self._api.errors as error:
            answer = self._api.answer(error)
        # behind the block: the library's exception holds the request, and with it the token
        raise failure(self._server, answer, self._git.credentials.redacted)

    def _keep_pace(self) -> None:
        pace = pace_of(self._server.api)
        seconds = pace.wait() if pace else 0.0
        if seconds > _WORTH_TELLING:
            self._tell_wait(seconds)
        self._git.programs.pause(seconds)

    def _tell_wait(self, seconds: float) -> None:
        self._tell(f"wait {seconds:.0f} s for {self._server.host}")


def _again(error: Exception) -> bool | float:
    return isinstance(error, ForgeError) and error.again


def _say(text: str) -> None:
    sys.stderr.write(f"channels-fix: {text}\n")
    sys.stderr.flush()


def forge_of(server: Server, git: Git, tell: Callable[[str], object] = _say) -> Forge:
    """Return the forge on a server.

    Args:
        server: Where it is.
        git: Gives the token for it.
        tell: Is told that it has to be waited for, which may take an hour; by default stderr is.

    Raises:
        ForgeError: there is no token for it, it must not be shown there, or a package is not installed.
    """
    if not may_be_shown(server.api):
        raise ForgeError(f"{server.host}: the token is not shown to {server.api}, which is not encrypted: use https")
    token = git.token(server)
    if token is None:
        variables = " or ".join(server.variables)
        raise ForgeError(f"{server.host}: no token: set {variables}, or keep it in a credential helper of git")
    return Forge(server, _api_of(server, token, git.limits.forge_seconds), git, tell)


def _api_of(server: Server, token: str, seconds: int) -> Any:
    try:
        if server.kind == "github":
            from channels_fix.batch.forge.github import GitHub

            return GitHub(server, token, seconds)
        from channels_fix.batch.forge.gitlab import GitLab

        return GitLab(server, token, seconds)
    except ModuleNotFoundError as error:
        raise ForgeError(f"{server.host}: {error.name} is not installed: pip install 'channels-fix[batch]'") from error
