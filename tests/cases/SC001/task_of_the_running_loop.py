import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        task = self.saved = None
        loop = asyncio.get_running_loop()
        loop.create_task(super().websocket_disconnect(message))
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        task = self.saved = None
        loop = asyncio.get_running_loop()
        task_ = loop.create_task(super().websocket_disconnect(message))
        await task_
