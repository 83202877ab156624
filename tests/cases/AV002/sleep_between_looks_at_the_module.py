# oracle: none
import time

ROOMS = {}
total = 0


async def room(name):
    if name not in ROOMS:
        time.sleep(0.01)
        ROOMS[name] = []
    return ROOMS[name]


async def count():
    global total
    before = total
    time.sleep(0.01)
    total = before + 1
