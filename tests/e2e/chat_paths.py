"""What is known about the sample project: its faulty and its sound WebSocket paths, and the files with the faults."""

from __future__ import annotations

from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "samples" / "chat"

# Their applications outlive the client on every server; on Uvicorn they also handle the disconnect over and over.
LOOPING = [
    "/ws/chat/lobby/",
    "/ws/typing/",
    "/ws/presence/",
    "/ws/history/",
    "/ws/direct/",
    "/ws/support/",
    "/ws/support/staff/",
    "/ws/support/tickets/",
    "/ws/support/callbacks/",
    "/ws/inbox/",
    "/ws/badge/",
    "/ws/feeds/activity/",
    "/ws/feeds/reminders/",
    "/ws/feeds/mentions/",
    "/ws/live/score/",
    "/ws/live/cursors/",
    "/ws/live/applause/",
    "/ws/live/quiz/",
    "/ws/live/reactions/",
    "/ws/live/lights/",
    "/ws/live/doors/",
    "/ws/live/tickets/",
    "/ws/live/backstage/",
    "/ws/live/microphone/",
]

# Its loop keeps the disconnect from being handled at all.
WAITING = "/ws/live/clock/"

# It answers every error, StopConsumer too. Daphne ignores what is sent to a client that has left, Uvicorn raises.
ANSWERING = "/ws/commands/"

FAULTY = [*LOOPING, WAITING, ANSWERING]

# It ends with its client, and hides that its clean-up fails.
HIDING = "/ws/live/recording/"

SOUND = [
    "/ws/moderation/",
    "/ws/moderation/reports/",
    "/ws/moderation/bans/",
    "/ws/moderation/appeals/",
    "/ws/ticker/",
    "/ws/status/",
    "/ws/uptime/",
    "/ws/live/intercom/",
    "/ws/live/cues/",
    "/ws/live/props/",
    "/ws/live/radio/",
    "/ws/live/ladder/",
    "/ws/live/catering/",
]

FAULTY_FILES = [
    "chat/consumers.py",
    "chat/support.py",
    "live/boards.py",
    "live/stage.py",
    "notifications/feeds.py",
    "realtime/consumers.py",
    "realtime/guards.py",
    "realtime/mixins.py",
]

SOUND_FILES = sorted(
    {path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*.*") if path.is_file() and path.suffix != ".pyc"}
    - {*FAULTY_FILES}
)
