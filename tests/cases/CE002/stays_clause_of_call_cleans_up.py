# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    leaving = False

    async def __call__(self, scope, receive, send):
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if not self.leaving:
                await self.disconnect(1006)
            raise

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        self.leaving = True
        cleaned.append(code)
