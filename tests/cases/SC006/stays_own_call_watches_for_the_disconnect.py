# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        left = asyncio.Event()

        async def watched():
            message = await receive()
            if message["type"] == "websocket.disconnect":
                left.set()
            return message

        running = asyncio.create_task(super().__call__(scope, watched, send))
        await asyncio.wait({running, asyncio.create_task(left.wait())}, return_when=asyncio.FIRST_COMPLETED)
        running.cancel()

    async def connect(self):
        await self.accept()
