# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Timed:
    async def __call__(self, *args):
        loop = asyncio.get_running_loop()
        started = loop.time()
        await super().__call__(*args)
        self.lasted = loop.time() - started


class Tidy:
    async def __call__(self, *args):
        try:
            await super().__call__(*args)
        except asyncio.CancelledError:
            await self.disconnect(1001)
            raise


class Consumer(Timed, Tidy, AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(self.channel_name)
