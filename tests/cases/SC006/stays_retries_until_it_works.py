# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    tries = 0

    async def connect(self):
        while True:
            try:
                await self.open()
                break
            except ConnectionError:
                await asyncio.sleep(0.01)
        await self.accept()

    async def open(self):
        self.tries += 1
        if self.tries < 3:
            raise ConnectionError
