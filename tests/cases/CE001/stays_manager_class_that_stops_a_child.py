import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Pump:
    async def __aenter__(self):
        self.task = asyncio.create_task(asyncio.sleep(60))
        return self

    async def __aexit__(self, *details):
        self.task.cancel()
        await self.task


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            async with Pump():
                pass
        except BaseException:
            await self.send(text_data="the pump is off")
