# oracle: none
import asyncio

from channels.generic.http import AsyncHttpConsumer


class Consumer(AsyncHttpConsumer):
    async def lines(self):
        while True:
            try:
                yield await self.queue.get()
            except BaseException as exc:
                yield f"error: {exc}"
                await asyncio.sleep(1)

    async def handle(self, body):
        self.queue = asyncio.Queue()
        await self.send_headers()
        async for line in self.lines():
            await self.send_body(line.encode(), more_body=True)
