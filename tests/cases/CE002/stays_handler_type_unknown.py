# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer
from guards import EXPECTED


class Consumer(AsyncWebsocketConsumer):
    groups = ["all"]

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except EXPECTED:
            await asyncio.sleep(0)
