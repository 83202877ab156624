"""The command line of `channels-fix batch`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from channels_fix.batch.limits import size_of
from channels_fix.config import ConfigError

_HELP = """Repair many repositories: clone, fix, check and propose each of them.

MANIFEST is a TOML file, or a plain list with one URL or path a line. Without --push nothing leaves this machine: the
patches and the reports are in the workspace. A run that was ended, however it was, goes on from there; what is done is
not done again.
"""
_EPILOG = """\b
Commands:
  channels-fix batch status  Tell how the pull requests of a workspace stand.
  channels-fix batch close   Close the pull requests of a workspace and delete their branches.

\b
Exit codes:
  0  every repository is fixed or clean
  1  some are left to a person
  2  some failed, or the manifest or an option cannot be used
"""
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_BRANCH = "channels-fix"
_EXTRAS = {"filelock": "batch", "stamina": "batch", "dask": "cluster", "distributed": "cluster"}
"""Which extra has a package that is always needed, or for a cluster; those of forges are asked for when a forge is."""
_AUTHOR = "'NAME <EMAIL>'"
_workspace = click.option(
    "--workspace",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for the journal, the clones, the patches and the reports.",
)
_format = click.option(
    "--output-format",
    type=click.Choice(["console", "json"]),
    default="console",
    show_default=True,
    help="How to say what came of it.",
)
_quiet = click.option("-q", "--quiet", is_flag=True, help="Print results and errors only.")


def _size(_: click.Context, __: click.Parameter, text: str | None) -> int | None:
    try:
        return None if text is None else size_of(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command(help=_HELP, epilog=_EPILOG, context_settings=_CONTEXT)
@click.argument("manifest", required=False, type=click.Path(path_type=Path, dir_okay=False))
@_workspace
@click.option(
    "--github-org",
    "github_orgs",
    metavar="ORG",
    multiple=True,
    help="Also the repositories of a GitHub organisation; on another server: https://SERVER/ORG.",
)
@click.option(
    "--gitlab-group",
    "gitlab_groups",
    metavar="GROUP",
    multiple=True,
    help="Also those of a GitLab group and the groups in it; on another server: https://SERVER/GROUP.",
)
@click.option("--include", metavar="PATTERN", multiple=True, help="Of those only names like `api-*` or `team/*`.")
@click.option("--exclude", metavar="PATTERN", multiple=True, help="Of those none with such a name.")
@click.option("--topic", "topics", metavar="TOPIC", multiple=True, help="Of those only the ones with this topic.")
@click.option("--archived", is_flag=True, help="Of those also archived ones.")
@click.option("--forks", is_flag=True, help="Of those also forks.")
@click.option("--push", is_flag=True, help="Push a branch with the fixes to each repository.")
@click.option("--pr", "propose", is_flag=True, help="Open a pull request for each branch; needs --push.")
@click.option("--dry-run", is_flag=True, help="Push nothing; so it is without --push.")
@click.option("--check", metavar="CMD", help="A command that must succeed in the repaired repository.")
@click.option("--check-timeout", type=click.FloatRange(min=0, min_open=True), help="Its time, in seconds.")
@click.option("--branch", metavar="NAME", help=f"The branch for the fixes.  [default: {_BRANCH}]")
@click.option("--base", metavar="NAME", help="The branch to repair; by default the one that HEAD names.")
@click.option(
    "--on-existing",
    type=click.Choice(["skip", "update", "replace"]),
    default="skip",
    show_default=True,
    help="If the branch is there already: leave the repository, add a commit to it, or put another one in its place.",
)
@click.option("--author", metavar=_AUTHOR, help="Who commits; by default the one that git is configured for.")
@click.option("--unsafe-fixes/--no-unsafe-fixes", default=None, help="Include fixes that need a person's look.")
@click.option("--select", metavar="RULES", help="Only these rules.")
@click.option("--ignore", metavar="RULES", help="All rules but these.")
@click.option("--max-files", type=click.IntRange(min=1), help="A repository with more files fails.  [default: 200000]")
@click.option("--max-size", metavar="SIZE", callback=_size, help="One with more than that fails.  [default: 2g]")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    help="Seconds that a command of git, or the engine, may take.  [default: 300 to 900]",
)
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many repositories.")
@click.option("--only-failed", is_flag=True, help="Only those that failed in this workspace.")
@click.option("--fail-fast", is_flag=True, help="Begin no other once one has failed.")
@click.option("--max-failures", type=click.IntRange(min=1), help="Begin no other once so many have failed.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Repositories at a time; by default the processors.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Clone, fix and check on a Dask cluster, such as tcp://scheduler:8786, by default as many as it has threads.",
)
@click.option("--clone-jobs", type=click.IntRange(min=1), default=4, show_default=True, help="Clones at a time.")
@click.option("--forge-jobs", type=click.IntRange(min=1), default=2, show_default=True, help="Deliveries at a time.")
@_format
@_quiet
def migrate(*, manifest: Path | None, **options: Any) -> int:
    """Migrate the repositories and return the exit code."""
    if options["propose"] and not options["push"]:
        raise click.UsageError("--pr needs --push: a pull request is for a branch that is on the server.")
    if options.pop("dry_run") and options["push"]:
        raise click.UsageError("--dry-run pushes nothing and --push does: choose one of them.")
    is_listed = options["github_orgs"] or options["gitlab_groups"]
    if manifest is None and not is_listed:
        raise click.UsageError("which repositories? Name a manifest, or give --github-org or --gitlab-group.")
    if not is_listed and any(options[name] for name in ("include", "exclude", "topics", "archived", "forks")):
        raise click.UsageError(
            "--include, --exclude, --topic, --archived and --forks are for what --github-org or --gitlab-group lists."
        )
    from channels_fix.batch.working import Wanted, migrate_all

    return migrate_all(Wanted(manifest=manifest, **options))


@click.command(
    help="Tell how the pull requests of a workspace stand, and which are ready to be merged.", context_settings=_CONTEXT
)
@_workspace
@_format
def status(*, workspace: Path, output_format: str) -> int:
    """Report and return the exit code."""
    from channels_fix.batch.standing import report

    return report(workspace, is_json=output_format == "json")


@click.command(
    help="Close the pull requests that a workspace opened, and delete the branches that it made if nobody moved them.",
    context_settings=_CONTEXT,
)
@_workspace
@_format
def close(*, workspace: Path, output_format: str) -> int:
    """Close them and return the exit code."""
    from channels_fix.batch.closing import close_all

    return close_all(workspace, is_json=output_format == "json")


COMMANDS = {"migrate": migrate, "status": status, "close": close}


def main(arguments: Sequence[str]) -> int:
    """Run `channels-fix batch` with `arguments` and return the exit code; raises what click and the commands do."""
    name = arguments[0] if arguments and arguments[0] in COMMANDS else "migrate"
    rest = list(arguments[1:] if arguments and arguments[0] in COMMANDS else arguments)
    command = COMMANDS[name]
    try:
        with command.make_context("channels-fix batch" + f" {name}" * (name != "migrate"), rest) as context:
            code: int = command.invoke(context)
    except ModuleNotFoundError as error:
        if error.name not in _EXTRAS:
            raise
        raise ConfigError(
            f"{error.name} is not installed: pip install 'channels-fix[{_EXTRAS[error.name]}]'"
        ) from error
    return code
