# oracle: none
# flags: --unsafe-fixes
import time

from somewhere import in_background


@in_background
def work():
    time.sleep(9)


async def main():
    work()
