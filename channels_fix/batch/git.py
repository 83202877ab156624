"""Git, told to trust nothing: neither the repository that it reads nor the server that it asks."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from channels_fix.batch.credentials import Credentials
from channels_fix.batch.limits import LimitError, Limits
from channels_fix.batch.programs import Bounds, Ended, Programs, blamed
from channels_fix.batch.repository import Address
from channels_fix.batch.servers import Server
from channels_fix.report import printable

_MISTRUST = (
    # Nothing that a repository or the folder around it holds may name a program, and nothing is done on the side.
    *("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false"),
    *("-c", "submodule.recurse=false", "-c", "fetch.recurseSubmodules=false", "-c", "push.recurseSubmodules=no"),
    *("-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "fetch.negotiationAlgorithm=noop"),
    # What is pushed builds upon nothing that need not be here; over HTTP git does not heed --no-thin.
    *("-c", "pack.window=0"),
)
_HERE = (
    "git -c core.hooksPath=/dev/null -c core.fsmonitor=false -c core.alternateRefsCommand=true "
    "-c receive.denyCurrentBranch=refuse -c uploadpack.allowFilter=true -c receive.autogc=false"
)
"""What serves a repository on this machine: as the user, so nothing that its configuration names may run."""
_BOUND = re.compile(
    "GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|CONFIG|"
    "TEMPLATE_DIR|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|DEFAULT_HASH|SSL_NO_VERIFY|CURL_VERBOSE|TRACE.*)"
)
"""Variables that bind git to another repository, or let it tell what it is shown."""
_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
}
_TRANSIENT = re.compile(
    r"could not resolve host|couldn.t connect to server|"
    r"connection (refused|reset|timed out|closed)|operation timed out|early eof|rpc failed|"
    r"unexpected disconnect|hung up unexpectedly|transfer closed|recv failure|gnutls_handshake|ssl_error|"
    r"the requested url returned error: (429|5\d\d)|http (429|5\d\d)|temporary failure|network is unreachable",
    re.IGNORECASE,
)
_COMPLAINT = re.compile(
    r"^(?:(?:fatal|error|remote|ERROR)[:! \t]*(.*\w.*)| ! .*\((.+)\)|"
    r"((?!remote:).*\w.*)(?=\nfatal: Could not read from remote))$",
    re.MULTILINE,
)
"""What is said behind these words, why a branch was not taken, which stands in brackets, and what ssh says last."""
_MOST_COMPLAINTS = 3
_REFUSED = re.compile("Authentication failed for|could not read (?:Username|Password) for")
_TOO_LARGE = re.compile(rf"died of signal {signal.SIGXFSZ:d}\b")


class GitError(Exception):
    """Git failed; the text is what it complains of, in one line and without credentials.

    Attributes:
        is_transient: Whether another try may succeed.
    """

    def __init__(self, text: str, *, is_transient: bool = False) -> None:
        super().__init__(text)
        self.is_transient = is_transient


@dataclass(frozen=True)
class Git:
    """Runs git.

    Attributes:
        programs: Those of the run.
        limits: What one repository may take.
        credentials: What servers may be shown.
    """

    programs: Programs
    limits: Limits
    credentials: Credentials

    def local(self, folder: Path, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        """Run a command that talks to nobody, without the user's own configuration.

        Args:
            folder: The repository.
            arguments: The command of git, and what it takes.
            stdin: What it reads.
            env: What its environment holds besides.

        Returns:
            What it says.

        Raises:
            GitError: it failed.
            LimitError: it met a limit.
        """
        bounds = self._bounds(self.limits.local_seconds)
        return self._run(folder, arguments, stdin, {**_environment(), **_ALONE, **(env or {})}, bounds)

    def remote(self, folder: Path, address: Address, command: str, *arguments: str, stdin: bytes = b"") -> bytes:
        """Run a command that talks to the server of `address`, and to that one only.

        The user's configuration holds, for proxies and certificates. Takes and raises what `local` does.
        """
        env = {
            **_environment(),
            **self.credentials.for_git(address),
            "GIT_ALLOW_PROTOCOL": address.scheme,
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "SSH_ASKPASS_REQUIRE": "never",
        }
        program = {"push": "--receive-pack={} receive-pack", "fetch": "--upload-pack={} upload-pack"}
        served = (program.get(command, program["fetch"]).format(_HERE),) if address.scheme == "file" else ()
        bounds = self._bounds(self.limits.network_seconds)
        try:
            return self._run(folder, (command, *served, *arguments), stdin, env, bounds)
        except GitError as error:
            if not _REFUSED.search(str(error)):
                raise
            raise GitError(f"{error}: {self.credentials.origin(address)}") from error

    def token(self, server: Server) -> str | None:
        """The token for a server: from the environment, or else from the user's own credential helpers."""
        credentials = self.credentials
        return credentials.token(server) or credentials.keep(server, lambda: self._filled(server))

    def _filled(self, server: Server) -> str | None:
        asked = f"protocol={urlsplit(server.api).scheme}\nhost={server.host}\n\n".encode()
        # nobody is asked: a run has many repositories, and may run at night
        env = {**_environment(), "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "GCM_INTERACTIVE": "never"}
        try:
            said = self._run(Path.home(), ("credential", "fill"), asked, env, Bounds(self.limits.local_seconds))
        except GitError:
            return None
        lines = (line.partition("=") for line in said.decode("utf-8", "replace").splitlines())
        return next((value for name, _, value in lines if name == "password" and value), None)

    def configured(self, key: str) -> str:
        """What the user's own configuration says.

        Raises:
            GitError: nothing.
        """
        bounds = Bounds(self.limits.local_seconds)
        return self._run(Path.home(), ("config", "--global", key), b"", _environment(), bounds).decode().strip()

    def _bounds(self, seconds: float) -> Bounds:
        limits = self.limits
        return Bounds(seconds, limits.pack_bytes, limits.memory_bytes, limits.answer_bytes)

    def _run(
        self, folder: Path, arguments: tuple[str, ...], stdin: bytes, env: Mapping[str, str], bounds: Bounds
    ) -> bytes:
        command = ("git", *_MISTRUST, *arguments)
        try:
            ended = self.programs.ask(command, cwd=folder, env=env, bounds=bounds, stdin=stdin)
        except LimitError as error:
            raise blamed(f"git {arguments[0]}", error) from error
        except OSError as error:
            raise GitError(f"git cannot be started: {error.strerror}") from error
        if ended.code == -signal.SIGXFSZ or (ended.code and _TOO_LARGE.search(ended.errors.decode("utf-8", "replace"))):
            raise LimitError(f"git {arguments[0]} needs a file of more than {bounds.file_bytes} bytes: see --max-size")
        if ended.code:
            raise self._error(arguments[0], ended)
        return ended.output

    def _error(self, command: str, ended: Ended) -> GitError:
        text = self.credentials.redacted(ended.errors.decode("utf-8", "replace"))
        lines = ["".join(found).strip() for found in _COMPLAINT.findall(text)] or text.split("\n")[:1]
        what = "; ".join(list(dict.fromkeys(lines))[:_MOST_COMPLAINTS]) or f"ended with {ended.code}"
        return GitError(printable(f"git {command}: {what}"), is_transient=bool(_TRANSIENT.search(text)))


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not _BOUND.fullmatch(name)} | {"LC_ALL": "C.UTF-8"}
