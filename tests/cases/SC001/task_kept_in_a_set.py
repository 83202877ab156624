import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

background = set()


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        background.add(task)
        task.add_done_callback(background.discard)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

background = set()


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        background.add(task)
        task.add_done_callback(background.discard)
        if message["type"] == "websocket.disconnect":
            await task
