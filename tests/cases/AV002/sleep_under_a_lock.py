# oracle: none
# flags: --unsafe-fixes
import contextlib
import threading
import time

LOCK = threading.Lock()


@contextlib.contextmanager
def held():
    with LOCK:
        yield


async def beside():
    with LOCK:
        time.sleep(0.01)


async def in_a_manager():
    with held():
        time.sleep(0.01)


async def by_hand():
    if LOCK.acquire(blocking=False):
        try:
            time.sleep(0.01)
        finally:
            LOCK.release()
