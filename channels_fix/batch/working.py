"""One run of `channels-fix batch`: from what was asked for to the reports and the exit code."""

from __future__ import annotations

import contextlib
import re
import signal
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from channels_fix.batch import manifest as manifests
from channels_fix.batch import workspace as workspaces
from channels_fix.batch.credentials import Credentials
from channels_fix.batch.delivering import Author
from channels_fix.batch.describing import MESSAGE
from channels_fix.batch.executors import Executor, Local
from channels_fix.batch.git import Git, GitError
from channels_fix.batch.limits import Limits
from channels_fix.batch.listing import Choice, Source, listed, source_of
from channels_fix.batch.manifest import Manifest, ManifestError
from channels_fix.batch.migrating import Migration
from channels_fix.batch.naming import is_branch_name
from channels_fix.batch.outcome import FAILED, Results
from channels_fix.batch.planning import Batch, Plan
from channels_fix.batch.programs import Programs
from channels_fix.batch.report import progress, reporting
from channels_fix.batch.report.entries import Reported
from channels_fix.batch.repository import Repository
from channels_fix.batch.running import run
from channels_fix.batch.servers import KNOWN
from channels_fix.config import ConfigError, codes
from channels_fix.processes import processors
from channels_fix.registry import all_rules

BRANCH = "channels-fix"
_AUTHOR = re.compile(r"\s*(?P<name>[^<>\n]*[^<>\s])\s*<(?P<email>[^<>\s]+)>\s*")


@dataclass(frozen=True)
class Wanted:
    """What the command line asks for; None for what it does not say."""

    manifest: Path | None
    workspace: Path
    github_orgs: tuple[str, ...]
    gitlab_groups: tuple[str, ...]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    topics: tuple[str, ...]
    archived: bool
    forks: bool
    push: bool
    propose: bool
    check: str | None
    check_timeout: float | None
    branch: str | None
    base: str | None
    on_existing: str
    author: str | None
    unsafe_fixes: bool | None
    select: str | None
    ignore: str | None
    max_files: int | None
    max_size: int | None
    timeout: float | None
    limit: int | None
    only_failed: bool
    fail_fast: bool
    max_failures: int | None
    jobs: int | None
    clone_jobs: int
    forge_jobs: int
    cluster: str | None
    output_format: str
    quiet: bool


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def migrate_all(wanted: Wanted) -> int:
    """Migrate the repositories that are asked for, report, and return the exit code.

    Raises:
        ConfigError: an option cannot be used, or the workspace cannot.
        JournalError: the journal cannot be used.
    """
    try:
        manifest = manifests.read(wanted.manifest) if wanted.manifest else Manifest()
    except ManifestError as error:
        for line in error.lines:
            click.echo(f"channels-fix: {line}", err=True)
        return 2
    signal.signal(signal.SIGTERM, _interrupt)  # whoever ends a run from outside ends its programs, too
    sources = _sources(wanted, manifest)
    servers = {**manifest.servers, **{source.server.host: source.server for source in sources}}
    programs, cloning = Programs(), threading.BoundedSemaphore(wanted.clone_jobs)
    with (
        workspaces.opened(wanted.workspace, is_new=True) as journal,
        contextlib.closing(_executor(wanted, programs, cloning)) as executor,
    ):
        git = Git(programs, Limits(), Credentials.of_process(servers))
        plan = _plan(wanted, manifest, git)
        choice = Choice(wanted.include, wanted.exclude, wanted.topics, wanted.archived, wanted.forks)
        more = listed(sources, choice, manifest.defaults, git, manifest.repositories)
        repositories = [_above(repository, wanted) for repository in (*manifest.repositories, *more)]
        everything = repositories
        if wanted.only_failed:
            repositories = [one for one in repositories if _has_failed(journal.outcome(one.address.url))]
        delivering = threading.BoundedSemaphore(wanted.forge_jobs)
        batch = Batch(plan, wanted.workspace.absolute(), journal, git, cloning, delivering)
        wanted_now = repositories[: wanted.limit]
        results = Results(one.address.url for one in wanted_now)
        max_failures = 1 if wanted.fail_fast else wanted.max_failures
        # while some are delivered, others are prepared; but none waits that a failure is to keep from being begun
        at_once = executor.jobs + (wanted.forge_jobs if max_failures is None else 0)
        is_over = False
        try:
            with progress.shown(len(wanted_now), quiet=wanted.quiet) as watcher:
                for outcome in run(
                    Migration(batch, executor),
                    wanted_now,
                    watcher,
                    at_once=at_once,
                    max_failures=max_failures,
                    again=wanted.only_failed,
                ):
                    results.add(outcome)
            is_over = True
        finally:
            executor.close()
            reported = Reported(journal, everything, wanted_now, results.not_begun(was_ended=not is_over))
            reporting.write_files(reported, wanted.workspace)
        reporting.write_results(reported, wanted.workspace, wanted.output_format, quiet=wanted.quiet)
    return results.exit_code


def _executor(wanted: Wanted, programs: Programs, cloning: AbstractContextManager[object]) -> Executor:
    if wanted.cluster:
        from channels_fix.batch.cluster.executor import Cluster

        return Cluster(wanted.cluster, wanted.jobs, wanted.clone_jobs)
    return Local(wanted.workspace.absolute(), programs, wanted.jobs or processors(), cloning)


def _sources(wanted: Wanted, manifest: Manifest) -> list[Source]:
    servers = {**KNOWN, **manifest.servers}
    named = {"github": wanted.github_orgs, "gitlab": wanted.gitlab_groups}
    return [source_of(kind, text, servers) for kind, texts in named.items() for text in texts]


def _above(repository: Repository, wanted: Wanted) -> Repository:
    """The repository with what the command line says above what its manifest does."""
    said = {
        "select": _words(wanted.select) or None,
        "ignore": _words(wanted.ignore) or None,
        "unsafe-fixes": wanted.unsafe_fixes,
    }
    options = {key: value for key, value in said.items() if value is not None}
    return replace(
        repository,
        base=wanted.base or repository.base,
        check=wanted.check or repository.check,
        check_seconds=wanted.check_timeout or repository.check_seconds,
        max_files=wanted.max_files or repository.max_files,
        max_size=wanted.max_size or repository.max_size,
        timeout=wanted.timeout or repository.timeout,
        options={**repository.options, **options},
    )


def _plan(wanted: Wanted, manifest: Manifest, git: Git) -> Plan:
    for option in (wanted.select, wanted.ignore):
        codes(_words(option), all_rules(), "command line")
    branch = wanted.branch or manifest.branch or BRANCH
    for option, name in (("--branch", branch), ("--base", wanted.base)):
        if name is not None and not is_branch_name(name):
            raise ConfigError(f"command line: {option}: {name!r} is no name for a branch")
    return Plan(
        branch,
        manifest.message or MESSAGE,
        _author(wanted.author, git),
        push=wanted.push,
        propose=wanted.propose,
        on_existing=wanted.on_existing,
    )


def _author(said: str | None, git: Git) -> Author:
    """Who commits: whom the command line names, or git's own configuration.

    Raises:
        ConfigError: neither names anybody.
    """
    if said is not None:
        found = _AUTHOR.fullmatch(said)
        if not found:
            raise ConfigError(f"command line: --author must be 'NAME <EMAIL>', not {said!r}")
        return Author(found["name"], found["email"])
    try:
        name, email = (git.configured(key) for key in ("user.name", "user.email"))
    except GitError as error:
        raise ConfigError("who commits? Name somebody with --author 'NAME <EMAIL>', or configure git") from error
    return Author(name, email)


def _has_failed(outcome: Mapping[str, Any] | None) -> bool:
    return outcome is not None and outcome["outcome"] == FAILED


def _words(option: str | None) -> list[str]:
    return [word.strip() for word in option.split(",")] if option else []
