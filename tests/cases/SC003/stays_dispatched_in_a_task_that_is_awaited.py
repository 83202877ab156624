import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.ensure_future(super().dispatch(message))
        if message["type"] == "websocket.disconnect":
            return await task
        await asyncio.wait_for(task, 5)
