# python: 3.11
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def _lines(self, found):
        try:
            while True:
                found.append("line")
                await asyncio.sleep(0.01)
        except asyncio.CancelledError:
            return found

    async def receive(self, text_data=None, bytes_data=None):
        try:
            async with asyncio.timeout(0.02):
                await self._lines([])
        except TimeoutError:
            await self.send(text_data="enough")
