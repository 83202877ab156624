import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def finished(*tasks):
    await asyncio.wait(tasks)
    for task in tasks:
        task.result()


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        pump = asyncio.create_task(asyncio.sleep(60))
        pump.cancel()
        try:
            await finished(pump)
        except asyncio.CancelledError:
            await self.send(text_data="pumped")
