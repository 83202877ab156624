import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        tasks = [asyncio.create_task(asyncio.sleep(60)) for _ in range(2)]
        tasks[0].cancel()
        tasks[1].cancel()
        for earliest in asyncio.as_completed(tasks):
            try:
                await earliest
            except asyncio.CancelledError:
                continue
