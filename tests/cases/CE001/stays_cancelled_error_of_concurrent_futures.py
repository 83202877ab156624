# oracle: cancelled
import concurrent.futures

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return "done"


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.send(text_data=await work())
        except concurrent.futures.CancelledError:
            await self.send(text_data="the pool was shut down")
