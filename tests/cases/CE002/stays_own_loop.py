# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        await self.channel_layer.group_add("x", self.channel_name)
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                break
            await work()

    async def disconnect(self, code):
        cleaned.append(code)
