import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def stop(task):
    task.cancel()
    await task


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        sleeper = asyncio.create_task(asyncio.sleep(60))
        try:
            await stop(sleeper)
        except asyncio.CancelledError:
            await self.send(text_data="stopped")
