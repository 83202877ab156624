"""What is known about the sample project of builds: what its consumers do when they are cancelled, and its files."""

from __future__ import annotations

from pathlib import Path

BUILDS = Path(__file__).parents[2] / "samples" / "builds"

# They join a group with the name of their path. Some swallow the cancellation, these in a loop that has no other end;
ENDLESS = ["artifacts", "deploy"]
SWALLOWING = ["output", *ENDLESS]
# some let it pass and do not leave their group;
NOT_CLEANING = ["queue", "review"]
SOUND_ROOMS = ["release", "signing"]
ROOMS = [*SWALLOWING, *NOT_CLEANING, *SOUND_ROOMS]

# They start tasks.
OUTLIVED = ["heartbeat", "tail"]
SOUND_AGENTS = ["watch"]

PATHS = [*ROOMS, *OUTLIVED, *SOUND_AGENTS]

CHANGED_FILES = ["agents/consumers.py", "builds/consumers.py", "shared/rooms.py", "shared/steps.py"]
SOUND_FILES = sorted(
    {path.relative_to(BUILDS).as_posix() for path in BUILDS.rglob("*.*") if path.is_file() and path.suffix != ".pyc"}
    - {*CHANGED_FILES}
)
