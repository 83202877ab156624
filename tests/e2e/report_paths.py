"""What is known about the sample of reports: what to ask its views, and which of them end with their client."""

from __future__ import annotations

from pathlib import Path

from .browser import Ask

REPORTS = Path(__file__).parents[2] / "samples" / "reports"

SLOW, MISSING, BROKEN, UNPAID, HANGING, CUT, MOVED, GARBLED, PATIENT, UNWRITABLE = range(2, 12)
"""Reports whose customer's account is one thing or another for the billing service."""
UNKNOWN = 99

# In this order: some see what others did.
ASKS = {
    "board": Ask("/"),
    "detail": Ask("/reports/1/"),
    "detail of nothing": Ask(f"/reports/{UNKNOWN}/"),
    "detail, slow": Ask(f"/reports/{SLOW}/"),
    "detail, not found by billing": Ask(f"/reports/{MISSING}/"),
    "detail, billing hangs": Ask(f"/reports/{HANGING}/"),
    "detail, garbled": Ask(f"/reports/{GARBLED}/"),
    "summary": Ask("/reports/1/summary/"),
    "summary of nothing": Ask(f"/reports/{UNKNOWN}/summary/"),
    "summary, slow": Ask(f"/reports/{SLOW}/summary/"),
    "summary, not found by billing": Ask(f"/reports/{MISSING}/summary/"),
    "summary, billing broken": Ask(f"/reports/{BROKEN}/summary/"),
    "summary, unpaid": Ask(f"/reports/{UNPAID}/summary/"),
    "summary, billing hangs": Ask(f"/reports/{HANGING}/summary/"),
    "summary, billing cut off": Ask(f"/reports/{CUT}/summary/"),
    "summary, moved": Ask(f"/reports/{MOVED}/summary/"),
    "summary, garbled": Ask(f"/reports/{GARBLED}/summary/"),
    "total": Ask("/reports/1/total/"),
    "total, unpaid": Ask(f"/reports/{UNPAID}/total/"),
    "new, nobody": Ask("/reports/new/"),
    "visits": Ask("/visits/"),
    "visits again": Ask("/visits/"),
    "wait": Ask("/reports/1/wait/?seconds=0.3"),
    "wait for nothing": Ask(f"/reports/{UNKNOWN}/wait/"),
    "wait for words": Ask("/reports/1/wait/?seconds=x"),
    "wait, posted": Ask("/reports/1/wait/", "POST", {}),
    "generate, nobody": Ask("/reports/1/generate/", "POST", {"seconds": "0"}),
    "archive": Ask("/reports/1/archive/", "POST", {}),
    "archive nothing": Ask(f"/reports/{UNKNOWN}/archive/", "POST", {}),
    "wait, done": Ask("/reports/1/wait/?seconds=5"),
    "run": Ask(f"/reports/{SLOW}/run/", "POST", {}),
    "run, billing broken": Ask(f"/reports/{BROKEN}/run/", "POST", {}),
    "finish": Ask(f"/reports/{SLOW}/finish/", "POST", {}),
    "seal": Ask(f"/reports/{SLOW}/seal/"),
    "take nothing": Ask("/queue/?seconds=1"),
    "put": Ask("/queue/first/", "POST", {}),
    "put, asked for": Ask("/queue/first/"),
    "take": Ask("/queue/"),
    "take for words": Ask("/queue/?seconds=x"),
    "health": Ask("/health/"),
    "health, posted": Ask("/health/", "POST", {}),
    "progress": Ask(f"/progress/{MISSING}/?times=2"),
    "progress of nothing": Ask(f"/progress/{UNKNOWN}/"),
    "progress told": Ask(f"/progress/{MISSING}/", "POST", {"state": "done"}),
    "progress told nothing": Ask(f"/progress/{MISSING}/", "POST", {}),
    "progress, done": Ask(f"/progress/{MISSING}/?times=20"),
    "progress, its options": Ask(f"/progress/{MISSING}/", "OPTIONS"),
    "wall": Ask("/wall/"),
    "clock": Ask("/clock/0.1/"),
    "stall": Ask("/stall/0.1/"),
    "api": Ask("/api/reports/1/"),
    "api of nothing": Ask(f"/api/reports/{UNKNOWN}/"),
    "totals, no token": Ask("/api/totals/"),
    "totals": Ask("/api/totals/", headers={"X-Token": "internal"}),
    "hook": Ask("/api/hook/", "POST", '{"report": 1, "text": "called"}'),
    "hook for nothing": Ask("/api/hook/", "POST", f'{{"report": {UNKNOWN}, "text": "called"}}'),
    "hook, garbled": Ask("/api/hook/", "POST", "{"),
    "lines": Ask("/export/lines/"),
    "csv": Ask("/export/csv/"),
    "file": Ask("/export/file/all.txt/"),
    "backend": Ask("/export/backend/"),
    "mirror": Ask("/export/mirror/"),
    "mail": Ask("/export/mail/"),
    "short": Ask("/export/short/"),
    "nowhere": Ask("/nowhere/"),
    "admin, nobody": Ask("/admin/reports/report/rebuild/"),
}
SIGNED_IN = {
    "send, its form": Ask("/reports/1/send/"),
    "send": Ask("/reports/1/send/", "POST", {"to": "ann@example.com"}),
    "board, with a message": Ask("/"),
    "send to nobody": Ask("/reports/1/send/", "POST", {"to": "ann"}),
    "generate": Ask("/reports/1/generate/", "POST", {"seconds": "0.2"}),
    "generate, not writable": Ask(f"/reports/{UNWRITABLE}/generate/", "POST", {}),
    "generate, asked for": Ask("/reports/1/generate/"),
    "new, its form": Ask("/reports/new/"),
    "new": Ask("/reports/new/", "POST", {"customer": "1", "title": "April"}),
    "new, without a title": Ask("/reports/new/", "POST", {"customer": "1"}),
    "admin": Ask("/admin/reports/report/rebuild/"),
}
# When nobody listens at the address of the billing service any more.
REFUSED = {
    "detail, refused": Ask("/reports/1/"),
    "summary, refused": Ask("/reports/1/summary/"),
    "archive, refused": Ask("/reports/1/archive/", "POST", {}),
    "health, refused": Ask("/health/"),
}

# Their clients leave while they have seconds to go. These end with their client once they are converted;
CONVERTED = {
    "detail": Ask(f"/reports/{PATIENT}/"),
    "summary": Ask(f"/reports/{PATIENT}/summary/"),
    "total": Ask(f"/reports/{PATIENT}/total/"),
    "wait": Ask("/reports/1/wait/?seconds=10"),
    "progress": Ask("/progress/1/?times=50"),
    "generate": Ask("/reports/1/generate/", "POST", {"seconds": "10"}),
    "take": Ask("/queue/?seconds=10"),
}
# these come to their end without it.
REFUSING = {
    "run": Ask(f"/reports/{PATIENT}/run/", "POST", {}),
    "api": Ask(f"/api/reports/{PATIENT}/"),
}
