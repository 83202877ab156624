import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def results(task):
    yield "waiting"
    yield await task


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        task = asyncio.create_task(asyncio.sleep(60))
        task.cancel()
        try:
            async for line in results(task):
                await self.send(text_data=line)
        except asyncio.CancelledError:
            await self.send(text_data="off")
