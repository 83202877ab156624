# oracle: cancelled
import asyncio
from concurrent.futures import CancelledError, TimeoutError

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except (CancelledError, TimeoutError):
            await self.close()
