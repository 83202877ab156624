# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def pages():
    number = 0
    while number < 3:
        yield number
        number += 1
        await asyncio.sleep(0.01)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        async for page in pages():
            await self.send(str(page))
