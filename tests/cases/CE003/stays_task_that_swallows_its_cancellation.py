# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            try:
                await self.send(text_data="tick")
                await asyncio.sleep(1)
            except:
                print("again")
