import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def run_all(*awaitables):
    return await asyncio.gather(*awaitables, return_exceptions=True)


class Consumer(AsyncWebsocketConsumer):
    async def note(self):
        self.noted = True

    async def dispatch(self, message):
        results = await run_all(super().dispatch(message), self.note())
        for result in results:
            if isinstance(result, Exception):
                print("failed:", result)
# output
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def run_all(*awaitables):
    results = await asyncio.gather(*awaitables, return_exceptions=True)
    for result in results:
        if isinstance(result, StopConsumer):
            raise result
    return results


class Consumer(AsyncWebsocketConsumer):
    async def note(self):
        self.noted = True

    async def dispatch(self, message):
        results = await run_all(super().dispatch(message), self.note())
        for result in results:
            if isinstance(result, Exception):
                print("failed:", result)
