# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Tidy(AsyncWebsocketConsumer):
    leaving = False

    async def __call__(self, *args):
        try:
            await super().__call__(*args)
        except asyncio.CancelledError:
            if not self.leaving:
                await self.disconnect(1006)
            raise


class Consumer(Tidy):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        self.leaving = True
        cleaned.append(code)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close()
