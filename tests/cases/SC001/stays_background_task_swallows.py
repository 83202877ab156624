import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            try:
                await self.send(text_data="tick")
            except Exception:
                logger.exception("tick failed")
            await asyncio.sleep(1)

    async def disconnect(self, code):
        self.ticker.cancel()
