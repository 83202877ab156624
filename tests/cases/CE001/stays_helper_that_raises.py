# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    def failed(self, error):
        print("failed:", error)
        raise error

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except BaseException as error:
            self.failed(error)
