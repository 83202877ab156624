import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Poller:
    def __init__(self):
        self.task = asyncio.create_task(asyncio.sleep(60))

    async def stop(self):
        self.task.cancel()
        await self.task


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.poller = Poller()
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.poller.stop()
        except asyncio.CancelledError:
            pass
