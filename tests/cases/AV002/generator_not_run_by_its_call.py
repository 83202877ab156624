# oracle: none
import time


def ticks():
    while True:
        time.sleep(1)
        yield 1


async def main():
    return ticks()
