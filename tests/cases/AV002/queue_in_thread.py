# flags: --unsafe-fixes
# oracle: call
import queue
import threading
import time


def fill(jobs):
    time.sleep(0.3)
    jobs.put("made")


async def main():
    jobs = queue.Queue()
    threading.Thread(target=fill, args=(jobs,)).start()
    return jobs.get()
# output
import queue
import threading
import time

from asgiref.sync import sync_to_async


def fill(jobs):
    time.sleep(0.3)
    jobs.put("made")


async def main():
    jobs = queue.Queue()
    threading.Thread(target=fill, args=(jobs,)).start()
    return await sync_to_async(jobs.get)()
