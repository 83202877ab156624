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
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(1)


def work(number):
    time.sleep(0.3)
    return [number]


async def main():
    future = POOL.submit(work, 1)
    return (await asyncio.wrap_future(future))[0] + await asyncio.wrap_future(POOL.submit(len, "ab"))
