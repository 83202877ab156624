import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        await asyncio.wait([task])

    async def disconnect(self, code):
        raise KeyError(code)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        await asyncio.wait([task])
        if message["type"] == "websocket.disconnect":
            await task

    async def disconnect(self, code):
        raise KeyError(code)
