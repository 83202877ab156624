# flags: --unsafe-fixes
# oracle: call
import time


def fetch(number):
    return wait(number)


def wait(number):
    time.sleep(number / 10)
    return number


async def main():
    return [fetch(number) for number in (1, 2)] + [fetch(1)]
# output
import time

from asgiref.sync import sync_to_async


def fetch(number):
    return wait(number)


def wait(number):
    time.sleep(number / 10)
    return number


async def main():
    return [await sync_to_async(fetch)(number) for number in (1, 2)] + [await sync_to_async(fetch)(1)]
