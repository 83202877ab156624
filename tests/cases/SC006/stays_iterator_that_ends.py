# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        rows = iter(["a", "b"])
        while True:
            try:
                row = next(rows)
            except StopIteration:
                break
            await self.send(row)
            await asyncio.sleep(0.01)
