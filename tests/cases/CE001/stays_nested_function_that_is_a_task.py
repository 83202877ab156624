import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()

        async def beat():
            try:
                await asyncio.sleep(0.01)
                await self.send(text_data="beat")
            except asyncio.CancelledError:
                print("no beat")

        self.beat = asyncio.ensure_future(beat())
