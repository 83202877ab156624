import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        tasks = [asyncio.ensure_future(asyncio.sleep(60)), asyncio.ensure_future(asyncio.sleep(90))]
        for task in tasks:
            task.cancel()
        try:
            await asyncio.gather(*tasks, return_exceptions=True)
        except BaseException:
            await self.send(text_data="not all of them stopped")
