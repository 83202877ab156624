# oracle: none
# flags: --unsafe-fixes
import time


def wait(number):
    time.sleep(0.1)
    return number


def first(numbers):
    return next(iter(numbers), None)


async def main():
    return first(wait(number) for number in range(3))
