# oracle: none
# flags: --unsafe-fixes
import threading

LOCK = threading.Lock()
COUNTS = {}


async def main():
    with LOCK:
        COUNTS["x"] = COUNTS.get("x", 0) + 1
