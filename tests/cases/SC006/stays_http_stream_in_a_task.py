# flags: --unsafe-fixes
# oracle: http
import asyncio

from channels.generic.http import AsyncHttpConsumer


class Consumer(AsyncHttpConsumer):
    stream_task = None

    async def http_request(self, message):
        if not message.get("more_body"):
            self.stream_task = asyncio.create_task(self.stream())

    async def stream(self):
        await self.send_headers(headers=[(b"Content-Type", b"text/event-stream")])
        while True:
            await self.send_body(b"data: tick\n\n", more_body=True)
            await asyncio.sleep(0.05)

    async def disconnect(self):
        if self.stream_task is not None:
            self.stream_task.cancel()
