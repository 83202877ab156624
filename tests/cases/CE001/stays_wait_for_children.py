import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        reader = asyncio.create_task(asyncio.sleep(60))
        writer = asyncio.create_task(asyncio.sleep(60))
        reader.cancel()
        try:
            done, pending = await asyncio.wait({reader, writer}, timeout=0.01)
            for task in done:
                task.result()
        except asyncio.CancelledError:
            await self.send(text_data="the reader was stopped")
        writer.cancel()
