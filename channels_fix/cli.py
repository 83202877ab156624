"""The command line: what is asked for, what goes where, and the exit code.

Everything heavy is imported where it is used, so that `--help` answers at once.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from channels_fix import __version__
from channels_fix.config import Asked, ConfigError, command_line_targets, settings, unknown_rule
from channels_fix.report.summary import Mode

if TYPE_CHECKING:
    from channels_fix.rule import Rule

PROGRAM = "channels-fix"
_DEBUG = "CHANNELS_FIX_DEBUG"

_HELP = """Find and repair Django Channels consumers that never end, and Django views that block.

Without --diff or --write the findings are listed and nothing is changed. PATHS are files and folders, by default the
current folder; - reads one source from standard input.
"""
_EPILOG = """\b
Commands:
  channels-fix explain CODE  Print the documentation of a rule.
  channels-fix rules         List all rules.
A path with the name of a command is given as ./rules.

\b
Exit codes:
  0  nothing to do, or all of it written
  1  findings remain, or a diff was shown
  2  an error in a file, an option or the configuration
"""
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _words(context: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(","))


@click.command(help=_HELP, epilog=_EPILOG, context_settings=_CONTEXT)
@click.argument("paths", nargs=-1)
@click.option("--diff", is_flag=True, help="Print the safe fixes as a patch for git apply; change nothing.")
@click.option("--write", is_flag=True, help="Apply the safe fixes.")
@click.option("--unsafe-fixes/--no-unsafe-fixes", default=None, help="Include fixes that need a person's look.")
@click.option(
    "--select",
    multiple=True,
    callback=_words,
    metavar="RULES",
    help="Only these rules: codes, prefixes of codes, or names.",
)
@click.option("--ignore", multiple=True, callback=_words, metavar="RULES", help="All rules but these.")
@click.option(
    "--exclude",
    multiple=True,
    metavar="PATTERN",
    help="Leave out files that match, besides those that are left out anyway.",
)
@click.option("--target-channels", metavar="VERSION", help="The lowest version of Channels that the project runs on.")
@click.option("--target-django", metavar="VERSION", help="The lowest version of Django that the project runs on.")
@click.option("--target-python", metavar="VERSION", help="The lowest version of Python that the project runs on.")
@click.option(
    "--http-client",
    type=click.Choice(["httpx", "httpx2"]),
    help="The client that takes the place of requests in asynchronous code, where the project has none yet.",
)
@click.option(
    "--output-format",
    type=click.Choice(["console", "json"]),
    default="console",
    show_default=True,
    help="How to list findings.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="Number of processes; by default one for each processor."
)
@click.option("-q", "--quiet", is_flag=True, help="Print findings, diff and errors only.")
@click.option("--stdin-filename", metavar="PATH", help="The name of the file that comes from standard input.")
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
def check(  # noqa: PLR0913 - click passes one argument for each option
    *,
    paths: tuple[str, ...],
    diff: bool,
    write: bool,
    unsafe_fixes: bool | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    exclude: tuple[str, ...],
    target_channels: str | None,
    target_django: str | None,
    target_python: str | None,
    http_client: str | None,
    output_format: str,
    jobs: int | None,
    quiet: bool,
    stdin_filename: str | None,
) -> int:
    """Look at PATHS and return the exit code."""
    stdin = "-" in paths
    if diff and write:
        raise click.UsageError("--diff changes nothing and --write does: choose one of them.")
    if output_format == "json" and (diff or (stdin and write)):
        raise click.UsageError(
            "--output-format json lists findings: it goes neither with --diff nor with --write of standard input."
        )
    if stdin and len(paths) > 1:
        raise click.UsageError("- reads standard input and goes with no other path.")
    if stdin_filename is not None and not stdin:
        raise click.UsageError("--stdin-filename needs - as the path.")

    targets = {
        "target-channels": target_channels,
        "target-django": target_django,
        "target-python": target_python,
    }
    options = command_line_targets(targets) | ({"http-client": http_client} if http_client else {})
    asked = Asked("command line", select, ignore, exclude, unsafe_fixes, jobs, options)
    start = Path(stdin_filename or ".") if stdin else Path(next(iter(paths), "."))
    mode = Mode.DIFF if diff else Mode.WRITE if write else Mode.REPORT
    wanted = settings(asked, start, _rules())

    from channels_fix.check import Check

    job = Check(mode, wanted, as_json=output_format == "json", quiet=quiet)
    return job.stdin(Path(stdin_filename or "-")) if stdin else job.files([Path(path) for path in paths or (".",)])


@click.command(context_settings=_CONTEXT)
@click.argument("code")
def explain(code: str) -> int:
    """Print the documentation of the rule with this CODE or name."""
    known = _rules()
    for rule in known:
        if code in (rule.code, rule.name):
            click.echo(f"{rule.name} ({rule.code})\n\n{inspect.cleandoc(rule.__doc__ or '')}")
            return 0
    raise unknown_rule(code, known, "explain")


@click.command(context_settings=_CONTEXT)
def rules() -> int:
    """List all rules."""
    known = _rules()
    width = max(len(rule.name) for rule in known)
    for rule in known:
        summary = inspect.cleandoc(rule.__doc__ or "").partition("\n")[0]
        click.echo(f"{rule.code}  {rule.name:<{width}}  {summary}")
    return 0


_COMMANDS = {"explain": explain, "rules": rules}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with `arguments`, by default those of the process, and return the exit code."""
    _never_fail_on_a_character()
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except ConfigError as error:
        return _failed(str(error))
    except KeyboardInterrupt:
        click.echo("Interrupted", err=True)
        return 130
    except BrokenPipeError:
        _drop_stdout()
        return 1
    except OSError as error:  # a full disk, for one
        _drop_stdout()
        return _failed(str(error))
    except Exception as error:  # the last resort: a person should see one line
        if os.environ.get(_DEBUG):
            raise
        return _failed(f"{type(error).__name__}: {error}; this is a bug in {PROGRAM}, {_DEBUG}=1 shows the traceback")
    return code


def _run(arguments: list[str]) -> int:
    command, name = check, PROGRAM
    if arguments[:1] == ["batch"]:
        from channels_fix.batch.command import main as batch

        return batch(arguments[1:])
    if arguments and arguments[0] in _COMMANDS:
        command, name = _COMMANDS[arguments[0]], f"{PROGRAM} {arguments.pop(0)}"
    with command.make_context(name, arguments) as context:
        code: int = command.invoke(context)
    return code


def _rules() -> tuple[type[Rule], ...]:
    from channels_fix.registry import all_rules

    known = all_rules()
    if not known:
        raise ConfigError("no rules are installed")
    return known


def _failed(message: str) -> int:
    click.echo(f"{PROGRAM}: {message}", err=True)
    return 2


def _never_fail_on_a_character() -> None:
    """A file name or a message may hold what the encoding of the terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_stdout() -> None:
    """Let the interpreter's own flush at exit go nowhere, instead of failing once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
