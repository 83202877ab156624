"""Takes back what a workspace proposed: `channels-fix batch close`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click

from channels_fix.batch import delivered
from channels_fix.batch.cloning import Mirror, mirror_folder
from channels_fix.batch.delivered import Delivered, request_of
from channels_fix.batch.delivering import Delivery
from channels_fix.batch.forge.answers import ForgeError
from channels_fix.batch.forge.forge import MERGED, OPEN, forge_of
from channels_fix.batch.git import Git, GitError
from channels_fix.batch.journal import Journal
from channels_fix.batch.limits import LimitError
from channels_fix.report import counted, printable

MOVED = "it holds other commits now"
THERE = "it was there before"
OPENED = "its pull request was open before"


@dataclass(frozen=True)
class Closed:
    """What became of a branch; the fields are those of the JSON.

    Attributes:
        repository: Its address.
        branch: Its name.
        pull_request: The address of the pull request that was closed now; None if none was open.
        deleted: Whether the branch was deleted now.
        kept: Why the branch was left; None if there is none any more.
        error: What went wrong.
    """

    repository: str
    branch: str
    pull_request: str | None = None
    deleted: bool = False
    kept: str | None = None
    error: str | None = None


def close_all(workspace: Path, *, is_json: bool) -> int:
    """Close the open pull requests of a workspace and delete their branches.

    A branch stays if it holds something else than what was pushed, if its pull request was merged, and if it was there
    before; so does a pull request that somebody else had opened. What was taken back is delivered anew by the next run
    that is asked to.

    Returns:
        0; 1 if a branch was left because it is somebody else's, too; 2 if something went wrong.

    Raises:
        ConfigError: the workspace is none, or is in use.
        JournalError: its journal cannot be used.
    """
    with delivered.opened(workspace) as (journal, git, branches):
        try:
            found = [_close(one, git, journal, workspace.absolute()) for one in branches]
        finally:
            git.programs.stop()
    if is_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=2))
    else:
        _write(found)
    if any(one.error for one in found):
        return 2
    return int(any(one.kept in {MOVED, THERE, OPENED} for one in found))


def _close(one: Delivered, git: Git, journal: Journal, folder: Path) -> Closed:
    known = Closed(one.name, one.branch)
    try:
        if not one.is_proposed or one.server is None:
            return replace(known, kept="no pull request was asked for")
        request = request_of(one, git)
        if request and request.state == MERGED:
            return replace(known, kept="the pull request was merged")
        if request and request.state == OPEN and one.was_open:
            return replace(known, kept=OPENED)
        if request and request.state == OPEN:
            forge_of(one.server, git).close(one.project, request.number)
            known = replace(known, pull_request=request.url)
        mirror = mirror_folder(folder, one.repository)
        Mirror(git, mirror, one.repository).make()
        delivery = Delivery(git, mirror, one.repository, one.branch)
        tip = delivery.tip()
        if tip not in {one.commit, None}:
            return replace(known, kept=MOVED)
        if tip and one.before:
            return replace(known, kept=THERE)
        if tip:
            delivery.delete(tip)
        for key in one.keys:
            journal.forget(key, ("push", "pull_request"))
        return replace(known, deleted=tip is not None)
    except (ForgeError, GitError, LimitError) as error:
        return replace(known, error=str(error))


def _write(found: list[Closed]) -> None:
    for one in found:
        said = [f"closed {printable(one.pull_request)}"] if one.pull_request else []
        said += [f"deleted {printable(one.branch)}"] if one.deleted else []
        said += [f"left {printable(one.branch)}: {printable(one.kept)}"] if one.kept else []
        said += [printable(one.error)] if one.error else []
        click.echo(f"{printable(one.repository)}: {', '.join(said) or 'nothing to close'}")
    requests = sum(one.pull_request is not None for one in found)
    deleted = sum(one.deleted for one in found)
    click.echo(f"{counted(requests, 'pull request')} closed, {deleted} of their branches deleted")
