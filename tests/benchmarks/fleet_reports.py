"""Reports on more repositories than anybody migrates for a benchmark: those of a small fleet, over and over again."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from browsing import browser
from fleet_runs import Fleet, descendants
from forge_server import TOKEN
from measuring import HEAD, Taken, ended, line, measured, resident
from origins import command, environment

Say = Callable[[str], object]
_LARGEST = 500
"""Seconds that a page may take."""
_MOMENT = 150
"""Milliseconds that are waited for what waits itself."""


def report(fleet: Fleet, count: int, say: Say) -> list[str]:
    """Migrate a fleet, let its journal know `count` repositories, and report on them; return what is wrong."""
    ran, taken, seconds = ended(fleet)
    say(HEAD + "\n" + line("the fleet", len(fleet.specimens), taken, seconds))
    urls = multiplied(fleet, count)
    file = fleet.folder / "many.toml"
    text = fleet.manifest(fleet.specimens[:1])
    file.write_text(text + "".join(f"[[repositories]]\nurl = {json.dumps(url)}\n" for url in urls), encoding="utf-8")
    began = time.monotonic()
    taken = migrated_one(fleet, file)
    seconds = time.monotonic() - began
    say(f"one repository, and reports on {count}: {seconds:.0f} s, CPU {taken.processor:.0f} s, {taken.own:.0f} MB")
    for name in ("journal.sqlite3", "report.html", "report.sarif"):
        say(f"{name:20}{(fleet.workspace / name).stat().st_size / 1e6:>9.1f} MB")
    faults = fleet.faults(ran)
    shown = opened(fleet.folder / "profile", fleet.workspace / "report.html")
    for what, took in shown:
        say(f"{what:40}{took:>9.2f}")
    return faults


def multiplied(fleet: Fleet, count: int) -> list[str]:
    """Let the journal know `count` repositories more; their addresses."""
    with contextlib.closing(sqlite3.connect(fleet.workspace / "journal.sqlite3", isolation_level=None)) as journal:
        outcomes = journal.execute("SELECT repository, written, detail FROM outcomes").fetchall()
        steps: dict[str, list[tuple[Any, ...]]] = {}
        for row in journal.execute("SELECT * FROM steps").fetchall():
            steps.setdefault(row[0], []).append(row[1:])
        urls = [f"{outcomes[number % len(outcomes)][0].removesuffix('.git')}-{number}.git" for number in range(count)]
        journal.execute("BEGIN")
        for number, url in enumerate(urls):
            known, written, detail = outcomes[number % len(outcomes)]
            journal.executemany(
                "INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?)", [(url, *row) for row in steps.get(known, [])]
            )
            told = {**json.loads(zlib.decompress(detail)), "repository": url}
            packed = zlib.compress(json.dumps(told, sort_keys=True).encode())
            journal.execute("INSERT INTO outcomes VALUES (?, ?, ?)", (url, written, packed))
        journal.execute("COMMIT")
    return urls


def migrated_one(fleet: Fleet, manifest: Path) -> Taken:
    """Migrate the first repository of many, which is done, and report on all of them."""
    arguments = (manifest, "--workspace", fleet.workspace, "--limit", "1", "--push", "--pr", "--quiet")
    with (
        subprocess.Popen(
            command(*arguments),
            cwd=fleet.folder,
            env=environment(fleet.folder, FORGE_TOKEN=TOKEN),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        ) as process,
        measured(process) as taken,
    ):
        process.wait()
    return taken


def opened(profile: Path, page: Path) -> Iterator[tuple[str, float]]:
    """Use the page as a person does, and yield how many seconds each act takes."""
    profile.mkdir()
    with browser(profile) as driver:
        driver.set_page_load_timeout(_LARGEST)
        driver.set_script_timeout(_LARGEST)

        def took(script: str) -> float:
            began = time.monotonic()
            # the search waits for a moment itself; two frames later everything is to be seen
            seen = "requestAnimationFrame(() => requestAnimationFrame(() => done()))"
            driver.execute_async_script(f"const done = arguments[0]; {script}; setTimeout(() => {seen}, {_MOMENT})")
            return time.monotonic() - began - _MOMENT / 1000

        began = time.monotonic()
        driver.get(page.as_uri())
        yield "open the page, s", time.monotonic() - began
        search = "const box = document.querySelector('#search'); box.value = 'faulty'"
        order = "const box = document.querySelector('#order'); box.value = 'name'"
        yield "only the failed ones, s", took("document.querySelector('.tile.failed').click()")
        yield "all again, s", took("document.querySelector('#clear').click()")
        yield "search, s", took(f"{search}; box.dispatchEvent(new Event('input'))")
        yield "put them in order of names, s", took(f"{order}; box.dispatchEvent(new Event('change'))")
        yield "open one of them, s", took("document.querySelector('#list > li button, #list > li summary').click()")
        heap = driver.execute_script("return performance.memory.usedJSHeapSize / 1e6")
        yield "memory of its script, MB", heap
        yield "memory of the browser, MB", sum(map(resident, descendants(driver.service.process.pid)))
