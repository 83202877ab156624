# flags: --unsafe-fixes
# oracle: cancelled
import asyncio
import functools

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


def tidy(dispatch):
    @functools.wraps(dispatch)
    async def wrapper(self, message):
        try:
            await dispatch(self, message)
        except asyncio.CancelledError:
            await self.disconnect(1006)
            raise

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    @tidy
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close()
