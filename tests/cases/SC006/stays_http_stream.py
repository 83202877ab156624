# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.http import AsyncHttpConsumer


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_headers(headers=[(b"Content-Type", b"text/event-stream")])
        while True:
            await self.send_body(b"data: tick\n\n", more_body=True)
            await asyncio.sleep(0.05)
