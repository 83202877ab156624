# flags: --unsafe-fixes
# oracle: none
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logging.exception("failed")
            raise StopConsumer() from exc

    async def connect(self):
        await self.accept()
        while True:
            await self.send("tick")
            await asyncio.sleep(1)
