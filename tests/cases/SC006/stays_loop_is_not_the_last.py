# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        while self.groups is not None:
            await self.send("tick")
            await asyncio.sleep(1)
        await self.close()

    async def disconnect(self, code):
        self.groups = None
