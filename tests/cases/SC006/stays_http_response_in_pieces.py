# flags: --unsafe-fixes
# oracle: http
import asyncio

from channels.generic.http import AsyncHttpConsumer


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_headers(headers=[(b"Content-Type", b"text/plain")])
        for piece in (b"a", b"b"):
            await self.send_body(piece, more_body=True)
            await asyncio.sleep(0.01)
        await self.send_body(b"")
