# python: 3.11
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        task = asyncio.current_task()
        asyncio.get_running_loop().call_later(0.05, task.cancel)
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            if task.uncancel() > 0:
                raise
            await self.send(text_data="too slow")
