# flags: --unsafe-fixes
# oracle: call
import time


def wait(number):
    time.sleep(0.1)
    return number


async def main():
    return sum(wait(number) for number in range(3))
# output
import time

from asgiref.sync import sync_to_async


def wait(number):
    time.sleep(0.1)
    return number


async def main():
    return sum([await sync_to_async(wait)(number) for number in range(3)])
