"""Migrates a fleet of repositories of every kind, kills what can be killed, and measures what that takes.

    python tests/benchmarks/fleet.py speed [--repositories 200] [--jobs 1 2 4]
    python tests/benchmarks/fleet.py kills [--repositories 200] [--kills 25] [--jobs 2]
    python tests/benchmarks/fleet.py cluster [--repositories 200] [--kills 5] [--workers 4]
    python tests/benchmarks/fleet.py reports [--repositories 30] [--reported 100000]

The repositories are on a server of this machine that speaks git and GitHub's API; `tests/batch/fleet_kinds.py` says
which there are and how each must end. `speed` migrates them once for each number of jobs, without being disturbed.
`kills` kills the run at moments that the seed chooses and starts it again. `cluster` does so on Dask, whose workers are
killed, too. `reports` writes the reports on many repositories, and opens the page in Chromium. The exit code is 1 if a
repository ends as it must not, was pushed twice or has two pull requests.

Memory is what `/proc` says of resident pages, asked four times a second: of the coordinator the most it ever had, of
the processes that it started the sum, in which pages that they share are counted for each.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "batch")]

from clusters import scheduler  # noqa: E402 - behind the path
from fleet_kinds import make_fleet  # noqa: E402
from fleet_reports import report  # noqa: E402
from fleet_runs import MOMENTS, WAYS, Fleet, descendants  # noqa: E402
from forge_server import TOKEN, forge_server  # noqa: E402
from measuring import HEAD, ended, line, measured  # noqa: E402
from origins import comes_true  # noqa: E402

MOST = 40
"""Faults that are named."""


def main() -> int:
    """Do one part; return 1 if something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["speed", "kills", "cluster", "reports"])
    parser.add_argument("--repositories", type=int, default=200)
    parser.add_argument("--reported", type=int, default=100_000, help="repositories in the reports")
    parser.add_argument("--kills", type=int)
    parser.add_argument("--jobs", type=int, nargs="+")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--size", type=int, default=2000, help="files of a large repository")
    options = parser.parse_args()
    # as for a user: Python keeps what it has compiled
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPATH"] = str(ROOT)
    return {"speed": speed, "kills": kills, "cluster": cluster, "reports": reports}[options.part](options)


def say(text: str = "") -> None:
    """Print a line now."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def made(options: argparse.Namespace, *arguments: str) -> Iterator[Fleet]:
    """Make a fleet."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, forge_server(Path(name, "origins")) as server:
        began = time.monotonic()
        specimens = make_fleet(server, options.repositories, seed=options.seed, size=options.size)
        counts = {one.kind.name: 0 for one in specimens}
        for one in specimens:
            counts[one.kind.name] += 1
        listed = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
        say(f"{len(specimens)} repositories, made in {time.monotonic() - began:.0f} s: {listed}")
        yield Fleet(Path(name), server, specimens, *arguments)


def told(faults: Sequence[str]) -> int:
    """Print what is wrong and return the exit code."""
    for fault in faults[:MOST]:
        say(f"WRONG {fault}")
    say("every repository ended as it must" if not faults else f"{len(faults)} faults")
    return int(bool(faults))


def speed(options: argparse.Namespace) -> int:
    """Migrate a new fleet for each number of jobs, and ask it again once everything is done."""
    faults, rows = [], []
    for jobs in options.jobs or (1, 2, 4):
        with made(options, "--jobs", str(jobs)) as fleet:
            ran, taken, seconds = ended(fleet)
            faults += fleet.faults(ran)
            count = len(fleet.specimens)
            rows.append(line(f"{jobs} jobs", count, taken, seconds))
            say(HEAD + "\n" + rows[-1])
            disk(fleet)
            _, taken, seconds = ended(fleet)
            rows.append(line(f"{jobs} jobs, again", count, taken, seconds))
    say("\n".join([HEAD, *rows]))
    return told(faults)


def disk(fleet: Fleet) -> None:
    """Print what a repository takes on the disk, and of the forge."""
    count = len(fleet.specimens)
    for name in ("mirrors", "patches", "journal.sqlite3", "journal.sqlite3-wal", "report.html", "report.sarif"):
        place = fleet.workspace / name
        files = [file for file in (place.rglob("*") if place.is_dir() else [place]) if file.is_file()]
        blocks = sum(file.stat().st_blocks * 512 for file in files)
        say(f"{name:20}{blocks / count / 1000:>9.1f} kB and {len(files) / count:.1f} files for each repository")
    delivered = sum(one.kind.is_delivered for one in fleet.specimens)
    writes = len(fleet.server.calls("POST"))
    reads = len(fleet.server.asked) - writes
    say(f"{'requests':20}{reads / delivered:>9.2f} reads and {writes / delivered:.2f} writes for each pull request")


def reports(options: argparse.Namespace) -> int:
    """Report on many repositories."""
    with made(options, "--jobs", str((options.jobs or [2])[0])) as fleet:
        return told(report(fleet, options.reported, say))


def kills(options: argparse.Namespace) -> int:
    """Kill the run again and again, then let it come to its end."""
    with made(options, "--jobs", str((options.jobs or [2])[0])) as fleet:
        began = time.monotonic()
        faults = killed(fleet, options, options.kills if options.kills is not None else 25)
        faults += fleet.faults(fleet.run())
        say(f"{len(fleet.specimens)} repositories in {time.monotonic() - began:.0f} s")
        return told(faults)


def killed(fleet: Fleet, options: argparse.Namespace, wanted: int) -> list[str]:
    """Kill the run at seeded moments, spread over its length; say if it did not come to all of them."""
    chance = random.Random(options.seed)
    count, done = len(fleet.specimens), 0
    say(f"{'kill':>6}{'who':>10}  {'when':20}{'ended before':>14}{'behind':>8}{'seconds':>9}")
    for number, point in enumerate(sorted(chance.sample(range(count * 17 // 20), wanted))):
        way = WAYS[chance.randrange(len(WAYS))]
        moment: str | float = chance.uniform(0.0, 1.5) if number % 2 else MOMENTS[number // 2 % len(MOMENTS)]
        before, started = fleet.ended, time.monotonic()
        done += fleet.killed(way, moment, ended=point)
        text = moment if isinstance(moment, str) else f"{moment:.2f} s later"
        took = time.monotonic() - started
        say(f"{number + 1:>6}{way:>10}  {text:20}{before:>14}{fleet.ended:>8}{took:>9.1f}")
    say(f"{done} kills")
    return [f"{done} kills, not {wanted}"] if done != wanted else []


def cluster(options: argparse.Namespace) -> int:
    """Migrate a fleet on a cluster without being disturbed, then one whose workers and coordinator are killed."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, scheduler(Path(name, "cluster")) as dask:
        count = options.workers
        with dask.workers("--nworkers", str(count), count=count, FORGE_TOKEN=TOKEN) as workers:
            arguments = ("--cluster", dask.address, "--jobs", str((options.jobs or [count])[0]))
            with made(options, *arguments) as fleet:
                with measured(workers) as there:
                    ran, taken, seconds = ended(fleet)
                faults = fleet.faults(ran)
                row = line(f"{count} workers", len(fleet.specimens), taken, seconds)
                say(f"{HEAD}\n{row}\n{'the workers':57}{there.others:>18.0f} MB with all that they started")
            with made(options, *arguments) as fleet:
                with reaped(workers.pid, options.seed) as dead:
                    faults += killed(fleet, options, options.kills if options.kills is not None else 5)
                    fleet.run()
                say(f"{len(dead)} workers killed")
                # who has lost several workers fails, and is tried again by the next run
                faults += fleet.faults(fleet.run())
            comes_true(lambda: not dask.left)
            return told([*faults, *dask.left])


@contextlib.contextmanager
def reaped(pid: int, seed: int) -> Iterator[list[int]]:
    """Kill a worker every few seconds; others are started in their place."""
    chance, over, dead = random.Random(seed), threading.Event(), list[int]()

    def reap() -> None:
        while not over.wait(chance.uniform(4, 10)):
            found = [one for one in descendants(pid) if is_worker(one)]
            if found:
                dead.append(chance.choice(found))
                with contextlib.suppress(ProcessLookupError):
                    os.kill(dead[-1], signal.SIGKILL)

    thread = threading.Thread(target=reap, daemon=True)
    thread.start()
    try:
        yield dead
    finally:
        over.set()
        thread.join()


def is_worker(pid: int) -> bool:
    """Whether a process is one that Dask has started to work."""
    with contextlib.suppress(OSError):
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


if __name__ == "__main__":
    sys.exit(main())
