# oracle: cancelled
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)
cleaned = []


async def work():
    await asyncio.sleep(0)


class Base(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except KeyError:
            await self.close()


class Consumer(Base):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        finally:
            log.debug("done with %s", message["type"])
# output
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)
cleaned = []


async def work():
    await asyncio.sleep(0)


class Base(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except KeyError:
            await self.close()


class Consumer(Base):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        finally:
            log.debug("done with %s", message["type"])
