# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})
        while True:
            await asyncio.sleep(1)
            await self.send({"type": "websocket.send", "text": "tick"})

    async def websocket_disconnect(self, event):
        raise StopConsumer()
