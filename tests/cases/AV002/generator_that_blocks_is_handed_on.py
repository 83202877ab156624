# oracle: call
# flags: --unsafe-fixes
import asyncio
import time


def ticks(count):
    for number in range(count):
        time.sleep(0.3)
        yield number


def begun():
    # nothing of a generator runs before somebody asks it for the first piece
    return ticks(1), (tick for tick in ticks(1))


async def main():
    first, second = begun()
    return await asyncio.to_thread(lambda: (list(first), list(second))), await asyncio.to_thread(list, ticks(2))
