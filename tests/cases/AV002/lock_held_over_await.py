# oracle: none
# flags: --unsafe-fixes
import asyncio
import threading

LOCK = threading.Lock()


async def main():
    with LOCK:
        await asyncio.sleep(1)
