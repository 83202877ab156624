# oracle: cancelled
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger("live")
cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append("camera")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError as error:
            if "text" in message:
                raise
            log.warning("cancelled while %s", message["type"])
            raise error
# output
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger("live")
cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append("camera")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError as error:
            if "text" in message:
                if message["type"] != "websocket.disconnect":
                    await self.disconnect(1006)
                raise
            log.warning("cancelled while %s", message["type"])
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise error
