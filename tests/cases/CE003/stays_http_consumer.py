# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.http import AsyncHttpConsumer


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_headers(status=200)
        asyncio.create_task(self.tick())
        await self.send_response(200, b"done")

    async def tick(self):
        while True:
            await self.send_body(b"tick", more_body=True)
            await asyncio.sleep(0.05)
