# oracle: tasks
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def audit(event):
    await asyncio.sleep(0.01)
    logger.info("audit: %s", event)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        asyncio.create_task(audit("connect"))

    async def disconnect(self, code):
        asyncio.create_task(audit("disconnect"))
