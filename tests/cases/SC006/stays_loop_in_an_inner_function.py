# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()

        async def ticks():
            while True:
                await self.send("tick")
                await asyncio.sleep(0.05)

        self.ticker = asyncio.get_running_loop().create_task(ticks())

    async def disconnect(self, code):
        self.ticker.cancel()
