# oracle: none
import threading
import time


def work():
    time.sleep(9)


def start():
    threading.Thread(target=work, daemon=True).start()


async def main():
    start()
