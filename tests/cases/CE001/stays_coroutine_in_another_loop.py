import asyncio
import threading

from channels.generic.websocket import AsyncWebsocketConsumer


async def crunch():
    try:
        await asyncio.sleep(0)
    except BaseException as error:
        print("crunching failed", error)


def crunch_in_thread():
    asyncio.run(crunch())


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        threading.Thread(target=crunch_in_thread).start()
