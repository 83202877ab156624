# flags: --unsafe-fixes
# oracle: cancelled
import asyncio
from contextlib import asynccontextmanager

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []
online = {}


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        self.leave()

    def leave(self):
        online.pop(self.channel_name, None)

    @asynccontextmanager
    async def presence(self):
        try:
            yield
        except asyncio.CancelledError:
            cleaned.append(self.channel_name)
            self.leave()
            raise

    async def dispatch(self, message):
        async with self.presence():
            try:
                await super().dispatch(message)
            except ValueError:
                await self.close()
