# flags: --unsafe-fixes
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        cleaned.append(code)

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            try:
                await self.disconnect(message["code"])
            finally:
                raise StopConsumer()
        await work()
