# oracle: none
# flags: --unsafe-fixes
import asyncio
import time


def start(work):
    time.sleep(0.1)
    return asyncio.get_running_loop().create_task(work)


async def main(work):
    await start(work)
