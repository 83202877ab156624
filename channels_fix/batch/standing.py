"""How the pull requests of a workspace stand: `channels-fix batch status`."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from channels_fix.batch import delivered
from channels_fix.batch.delivered import Delivered, request_of
from channels_fix.batch.delivering import tip_of
from channels_fix.batch.forge.answers import ForgeError
from channels_fix.batch.forge.forge import MERGED, OPEN
from channels_fix.batch.git import Git, GitError
from channels_fix.batch.limits import LimitError
from channels_fix.report import printable

UNKNOWN, PUSHED, GONE = "unknown", "pushed", "gone"
_AT_ONCE = 4
WAITS = (1.0, 2.0, 4.0)
"""Seconds until those are asked for again of which a forge does not know yet whether they can be merged: it begins to
find out when it is asked."""
_ORDER = (OPEN, PUSHED, MERGED, "closed", GONE, UNKNOWN)


@dataclass(frozen=True)
class Standing:
    """How a branch stands; the fields are those of the JSON.

    Attributes:
        repository: Its address.
        branch: Its name.
        commit: What was pushed.
        pull_request: Its address; None if there is none.
        state: `open`, `merged` or `closed` of a pull request; `pushed` or `gone` of a branch without one; `unknown`
            if the server could not be asked.
        ready: Whether it can be merged now; None if that is not known, or it is not open.
        moved: Whether the branch holds something else than what was pushed; None if that is not known.
        obstacle: What keeps it from being merged.
        error: Why the state is not known.
    """

    repository: str
    branch: str
    commit: str
    pull_request: str | None = None
    state: str = UNKNOWN
    ready: bool | None = None
    moved: bool | None = None
    obstacle: str | None = None
    error: str | None = None


def report(workspace: Path, *, is_json: bool, waits: Sequence[float] = WAITS) -> int:
    """Ask the forges and say how everything stands.

    Args:
        workspace: What is asked about.
        is_json: Whether JSON is to be said.
        waits: Seconds before each further question.

    Returns:
        0, or 2 if a server could not be asked.

    Raises:
        ConfigError: the workspace is none, or is in use.
        JournalError: its journal cannot be used.
    """
    with delivered.opened(workspace) as (_, git, branches), ThreadPoolExecutor(_AT_ONCE) as threads:
        ask = functools.partial(_standing, git=git, folder=workspace)
        try:
            found = list(threads.map(ask, branches))
            for seconds in waits:
                unknown = [place for place, one in enumerate(found) if one.state == OPEN and one.ready is None]
                if not unknown:
                    break
                git.programs.pause(seconds)
                for place, one in zip(unknown, threads.map(ask, [branches[place] for place in unknown]), strict=True):
                    found[place] = one
        except BaseException:
            git.programs.stop()
            threads.shutdown(cancel_futures=True)
            raise
    if is_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=2))
    else:
        _write(found)
    return 2 if any(one.error for one in found) else 0


def _standing(one: Delivered, git: Git, folder: Path) -> Standing:
    known = Standing(one.name, one.branch, one.commit)
    try:
        proposal = request_of(one, git)
        if proposal is None:
            tip = tip_of(git, folder, one.repository, one.branch)
            return _with(known, state=PUSHED if tip else GONE, moved=tip != one.commit if tip else None)
    except (ForgeError, GitError, LimitError) as error:
        return _with(known, error=str(error))
    return _with(
        known,
        pull_request=proposal.url,
        state=proposal.state,
        ready=proposal.is_mergeable if proposal.state == OPEN else None,
        moved=proposal.commit != one.commit,
        obstacle=proposal.obstacle if proposal.state == OPEN and proposal.obstacle else None,
    )


def _with(standing: Standing, **known: object) -> Standing:
    return Standing(**{**asdict(standing), **known})


def _write(found: list[Standing]) -> None:
    for one in sorted(found, key=lambda one: (_ORDER.index(one.state), one.repository)):
        click.echo(f"{printable(one.pull_request or one.repository)}: {', '.join(_words(one))}")
    counts = Counter(one.state for one in found)
    ready = sum(one.ready is True for one in found)
    said = [f"{counts[state]} {state}" for state in _ORDER if counts[state]]
    click.echo(", ".join(said) if found else "nothing was pushed")
    if counts[OPEN]:
        click.echo(f"{ready} ready to be merged")


def _words(one: Standing) -> Iterable[str]:
    yield one.state
    if one.ready:
        yield "ready to be merged"
    elif one.obstacle:
        yield f"not ready: {printable(one.obstacle)}"
    elif one.state == OPEN:
        yield "not known yet whether it can be merged"
    if one.moved:
        yield f"{printable(one.branch)} holds other commits now"
    if one.error:
        yield printable(one.error)
