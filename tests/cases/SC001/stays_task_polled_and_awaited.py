import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        while not task.done():
            await asyncio.sleep(0)
        if task.cancelled():
            return
        error = task.exception()
        if error:
            raise error
