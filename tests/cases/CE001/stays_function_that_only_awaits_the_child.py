import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def settled(task):
    return await task


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        sleeper = asyncio.create_task(asyncio.sleep(60))
        sleeper.cancel()
        try:
            await settled(sleeper)
        except BaseException:
            await self.send(text_data="stopped")
