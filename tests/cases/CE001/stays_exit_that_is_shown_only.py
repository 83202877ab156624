# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Quiet:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        return True


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with Quiet():
            await asyncio.sleep(1)
        await self.send(text_data="done")
