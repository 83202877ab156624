"""Times channels-fix on a large tree without faults, beside ruff and LibCST's own runner, all in one run.

    python tests/benchmarks/clean_tree.py [--files 15000] [--runs 5]

The tree is made of copies of the installed packages and the standard library. Every command is a process of its own;
ruff and channels-fix take turns, so that a change of the machine's speed hits both. LibCST's runner is timed on a part
of the tree and its time is scaled up.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import sysconfig
import tempfile
import warnings
from pathlib import Path

from timing import timed

LIBCST_SHARE = 25
"""LibCST's runner looks at one of so many files."""


def main() -> None:
    """Build the tree, run the commands and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=15_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree, part = Path(folder, "tree"), Path(folder, "part")
        count = build_tree(tree, options.files)
        part_count = build_part(tree, part)
        half = Path(folder, "half")
        half_count = build_tree(half, options.files // 2)
        report(tree, count, part, part_count, half, half_count, options.runs)


def build_tree(root: Path, wanted: int) -> int:
    """Copy the installed packages and the standard library to `root` until there are `wanted` Python files."""
    paths = sysconfig.get_paths()
    libraries = [(Path(paths["purelib"]), "packages"), (Path(paths["stdlib"]), "library")]
    files = [
        (file, name / file.relative_to(source))
        for source, name in ((path, Path(name)) for path, name in libraries)
        for file in sorted(source.rglob("*.py"))
        if "site-packages" not in file.relative_to(source).parts and is_sound(file)
    ]
    for number in range(wanted):
        file, place = files[number % len(files)]
        target = root / f"copy{number // len(files)}" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return wanted


def is_sound(file: Path) -> bool:
    """Whether a file can be parsed: the standard library holds some on purpose that cannot."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(file.read_bytes(), str(file), "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def build_part(tree: Path, part: Path) -> int:
    """Copy one of `LIBCST_SHARE` files to `part`; return how many."""
    chosen = sorted(tree.rglob("*.py"))[::LIBCST_SHARE]
    part.mkdir()
    for number, file in enumerate(chosen):
        shutil.copyfile(file, part / f"module_{number}.py")
    return len(chosen)


def report(tree: Path, count: int, part: Path, part_count: int, half: Path, half_count: int, runs: int) -> None:
    """Run everything and print a table."""
    ours = [sys.executable, "-m", "channels_fix", "--quiet", "."]
    ruff = [
        str(Path(sysconfig.get_path("scripts"), "ruff")),
        "check",
        "--no-cache",
        "--isolated",
        "--select",
        "ASYNC",
        "--quiet",
        ".",
    ]
    libcst = [sys.executable, "-m", "libcst.tool", "codemod", "-x", "libcst.codemod.commands.noop.NOOPCommand"]
    timed(ours, tree)
    timed(ruff, tree)
    pairs = [(timed(ours, tree), timed(ruff, tree)) for _ in range(runs)]
    halves = [timed(ours, half) for _ in range(runs)]
    runner = timed([*libcst, "--no-format", "--hide-progress", "--hide-generated-warnings", str(part)], part)
    own, peer = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    ratio = statistics.median(a.seconds / b.seconds for a, b in pairs)
    scaled = runner.seconds * count / part_count
    median = statistics.median(run.seconds for run in own)
    half_median = statistics.median(run.seconds for run in halves)
    write = sys.stdout.write
    write(f"{'':24}{'files':>8}{'seconds':>10}{'MB':>8}\n")
    for name, number, timings in (
        ("channels-fix", count, own),
        ("channels-fix, half", half_count, halves),
        ("ruff --select ASYNC", count, peer),
        ("LibCST no-op command", part_count, [runner]),
    ):
        seconds = statistics.median(run.seconds for run in timings)
        write(f"{name:24}{number:>8}{seconds:>10.2f}{max(run.megabytes for run in timings):>8.0f}\n")
    write(f"channels-fix / ruff, median of {runs} pairs: {ratio:.2f}\n")
    write(f"LibCST's runner, scaled to {count} files / channels-fix: {scaled / median:.0f}\n")
    write(f"whole tree / half of it: {median / half_median:.2f}\n")


if __name__ == "__main__":
    main()
