# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    async def dispatch(self, message):
        if message["type"].startswith("websocket."):
            try:
                await super().dispatch(message)
            except ValueError:
                await self.close()
        else:
            try:
                await super().dispatch(message)
            except KeyError:
                pass
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    async def dispatch(self, message):
        if message["type"].startswith("websocket."):
            try:
                await super().dispatch(message)
            except asyncio.CancelledError:
                if message["type"] != "websocket.disconnect":
                    await self.disconnect(1006)
                raise
            except ValueError:
                await self.close()
        else:
            try:
                await super().dispatch(message)
            except asyncio.CancelledError:
                if message["type"] != "websocket.disconnect":
                    await self.disconnect(1006)
                raise
            except KeyError:
                pass
