# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})
        asyncio.create_task(self.tick())

    async def websocket_disconnect(self, message):
        raise StopConsumer()

    async def tick(self):
        while True:
            await self.send({"type": "websocket.send", "text": "tick"})
            await asyncio.sleep(0.05)
