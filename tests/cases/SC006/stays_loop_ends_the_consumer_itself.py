# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    closed = False

    async def connect(self):
        await self.accept()
        while True:
            if self.closed:
                raise StopConsumer()
            await asyncio.sleep(1)

    async def disconnect(self, code):
        self.closed = True
