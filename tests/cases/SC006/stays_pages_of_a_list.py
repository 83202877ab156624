# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        start = 0
        while True:
            page = await self.page(start)
            if not page:
                break
            start += len(page)
            await self.send(",".join(page))

    async def page(self, start):
        return ["a", "b", "c"][start : start + 2]
