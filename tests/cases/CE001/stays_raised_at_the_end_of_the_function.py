# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        error = None
        try:
            await work()
        except BaseException as caught:
            error = caught
        print("the receiver is done")
        if error is not None:
            raise error
