# oracle: call
# flags: --unsafe-fixes
import time


def ticks(count):
    for number in range(count):
        time.sleep(0.3)
        yield number


def twice(count):
    for tick in ticks(count):
        yield tick * 2


def limit():
    time.sleep(0.3)
    return 3


async def main():
    def below(tick, most=limit()):
        return tick < most

    found = [tick for tick in list(ticks(2)) if below(tick)]
    return found, sum(twice(3))
# output
import time

from asgiref.sync import sync_to_async


def ticks(count):
    for number in range(count):
        time.sleep(0.3)
        yield number


def twice(count):
    for tick in ticks(count):
        yield tick * 2


def limit():
    time.sleep(0.3)
    return 3


async def main():
    def below(tick, most=await sync_to_async(limit)()):
        return tick < most

    found = [tick for tick in await sync_to_async(list)(ticks(2)) if below(tick)]
    return found, await sync_to_async(sum)(twice(3))
