# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        rows = asyncio.Queue()
        rows.put_nowait("a")
        while True:
            try:
                row = rows.get_nowait()
            except asyncio.QueueEmpty:
                return
            await self.send(row)
            await asyncio.sleep(0.01)
