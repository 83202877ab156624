# flags: --unsafe-fixes
# oracle: call
import time
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(1)


def work(number):
    time.sleep(0.3)
    return [number]


async def main():
    future = POOL.submit(work, 1)
    return future.result()[0] + POOL.submit(len, "ab").result()
# output
import time
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async

POOL = ThreadPoolExecutor(1)


def work(number):
    time.sleep(0.3)
    return [number]


async def main():
    future = POOL.submit(work, 1)
    return (await sync_to_async(future.result)())[0] + await sync_to_async(POOL.submit(len, "ab").result)()
