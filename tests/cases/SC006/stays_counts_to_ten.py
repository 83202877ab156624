# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        count = 0
        while count < 10:
            await self.send(str(count))
            await asyncio.sleep(0)
            count += 1
