import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        self.current = asyncio.ensure_future(super().dispatch(message))
        self.current.add_done_callback(lambda task: task.exception())
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        self.current = asyncio.ensure_future(super().dispatch(message))
        self.current.add_done_callback(lambda task: task.exception())
        if message["type"] == "websocket.disconnect":
            await self.current
