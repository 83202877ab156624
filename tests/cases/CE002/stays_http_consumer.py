# flags: --unsafe-fixes
# oracle: http
import asyncio

from channels.generic.http import AsyncHttpConsumer

finished = []


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await asyncio.sleep(0)
        await self.send_response(200, b"ok")

    async def disconnect(self):
        finished.append(self)
