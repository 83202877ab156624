"""What is to be done with each repository, and the ways in which that may end early."""

from __future__ import annotations

import hashlib
import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from channels_fix import __version__
from channels_fix.batch.delivering import Author
from channels_fix.registry import all_rules

if TYPE_CHECKING:
    from channels_fix.batch.git import Git
    from channels_fix.batch.journal import Journal
    from channels_fix.batch.repository import Repository

SKIP, UPDATE, REPLACE = "skip", "update", "replace"


@dataclass(frozen=True)
class Plan:
    """What is to be done with each repository.

    Attributes:
        branch: The branch that takes the commit.
        message: The template for its message.
        author: Who commits.
        push: Whether the branch is pushed.
        propose: Whether a pull request is opened for it.
        on_existing: What to do about a branch of that name that is there already.
    """

    branch: str
    message: str
    author: Author
    push: bool = False
    propose: bool = False
    on_existing: str = SKIP


@dataclass(frozen=True)
class Batch:
    """What all repositories of a run have in common.

    Attributes:
        plan: What is to be done with each of them.
        folder: The workspace.
        journal: What has been done.
        git: Runs git.
        cloning: Is entered while a server is asked for a repository.
        delivering: Is entered while a branch is pushed or a forge is asked.
    """

    plan: Plan
    folder: Path
    journal: Journal
    git: Git
    cloning: AbstractContextManager[object]
    delivering: AbstractContextManager[object]


class SkippedError(Exception):
    """A repository that is left to a person; the text says why."""


class FailedError(Exception):
    """A step failed; the text says why."""


def fingerprint(plan: Plan, repository: Repository) -> str:
    """Of everything that bears on the result of a repository at one commit."""
    about = (
        __version__,
        [rule.code for rule in all_rules()],
        *(plan.branch, plan.message, plan.author.name, plan.author.email),
        *(repository.base, repository.paths, repository.check, repository.check_seconds),
        sorted(repository.options.items()),
    )
    return hashlib.sha256(json.dumps(about).encode()).hexdigest()[:16]
