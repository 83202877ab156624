# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        while True:
            await self.send("tick")
            await asyncio.sleep(1)

    async def websocket_disconnect(self, message):
        raise StopConsumer()
