# python: 3.11
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        lines = []
        try:
            async with asyncio.timeout(0.02):
                try:
                    while True:
                        lines.append("line")
                        await asyncio.sleep(0.01)
                except asyncio.CancelledError:
                    await self.send(text_data="".join(lines))
        except TimeoutError:
            pass
