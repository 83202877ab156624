# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Base(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        while True:
            await self.send("tick")
            await asyncio.sleep(1)


class Consumer(Base):
    async def disconnect(self, code):
        self.code = code
