"""The way to a cluster: a connection, and the certainty that all that work there are of one kind."""

from __future__ import annotations

import asyncio
import logging
import threading
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING

from channels_fix.batch.cluster.worker import difference, versions
from channels_fix.config import ConfigError
from channels_fix.report import printable

if TYPE_CHECKING:
    from distributed import Client

_SECONDS = 5
"""How long is tried to reach a scheduler."""
_ENVIRONMENT = "install the same versions of Python, channels-fix and distributed everywhere"


class ClusterError(ConfigError):
    """A cluster that cannot be used, or not any more; the text is one line and names it."""


def join(address: str) -> Client:
    """Connect to a scheduler.

    Args:
        address: Where it is. Certificates for `tls://` are those that Dask is configured for.

    Raises:
        ClusterError: it cannot be reached, or what works there is of another version.
        ModuleNotFoundError: Dask is not installed.
    """
    from distributed import Client

    _hush()
    try:
        _knock(address)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions that differ are an error here
            client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, RuntimeError, TypeError, ValueError) as error:
        raise ClusterError(f"{address}: no scheduler can be reached there: {reason_of(error)}") from error
    try:
        _require_one_kind(client, address)
    except BaseException:
        client.close()
        raise
    return client


def _knock(address: str) -> None:
    """See whether a scheduler is there; a client of Dask waits for ever for a server of another kind."""
    from distributed.comm.core import connect
    from distributed.security import Security

    async def knock() -> None:
        comm = await connect(address, timeout=_SECONDS, **Security().get_connection_args("client"))
        await comm.close()

    answer: Future[None] = Future()

    def ask() -> None:
        try:
            answer.set_result(asyncio.run(knock()))
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            answer.set_exception(error)

    threading.Thread(target=ask, name="knock", daemon=True).start()
    if wait([answer], _SECONDS + 2).not_done:
        raise TimeoutError("what is there does not answer as a scheduler does")
    answer.result()


def _require_one_kind(client: Client, address: str) -> None:
    """Ask everybody there, also the scheduler, which reads tasks, too."""
    here = versions()
    workers: Mapping[str, object] = client.run(versions, on_error="return")
    found = {f"the worker {worker}": said for worker, said in sorted(workers.items())}
    found["the scheduler"] = _said(lambda: client.run_on_scheduler(versions))
    for where, there in found.items():
        if isinstance(there, OSError):
            continue  # it went away meanwhile
        if not isinstance(there, dict):
            raise ClusterError(f"{address}: {where} cannot work: {reason_of(there)}: {_ENVIRONMENT}")
        if differs := difference(here, there):
            raise ClusterError(f"{address}: {where} has {differs}: {_ENVIRONMENT}")


def _said(ask: Callable[[], object]) -> object:
    try:
        return ask()
    except Exception as error:  # noqa: BLE001 - the scheduler sends whatever went wrong there
        return error


def reason_of(error: object) -> str:
    """What went wrong at another place, in one line."""
    return printable(str(error).strip().partition("\n")[0]) or type(error).__name__


def _hush() -> None:
    """Let Dask write nothing to the terminal: what matters is said by errors."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
