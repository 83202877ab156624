# flags: --unsafe-fixes
# oracle: call
import time


class Meter:
    def __init__(self, size):
        self.size = size

    async def read(self):
        return self.measure() + 1

    def measure(self):
        time.sleep(self.size)
        return 1


async def main():
    return await Meter(0.3).read()
# output
import time

from asgiref.sync import sync_to_async


class Meter:
    def __init__(self, size):
        self.size = size

    async def read(self):
        return await sync_to_async(self.measure)() + 1

    def measure(self):
        time.sleep(self.size)
        return 1


async def main():
    return await Meter(0.3).read()
