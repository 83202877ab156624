# oracle: none
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class BeatingConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.beat_task = asyncio.create_task(self.beat())

    async def beat(self):
        while True:
            await asyncio.sleep(5)
            await self.send(text_data="beat")

    async def disconnect(self, code):
        logger.info("closed with %s", code)


class Consumer(BeatingConsumer):
    async def connect(self):
        await self.channel_layer.group_add("room", self.channel_name)
        await super().connect()

    async def disconnect(self, code):
        await super().disconnect(code)
        await self.channel_layer.group_discard("room", self.channel_name)
