# flags: --unsafe-fixes
import asyncio
from datetime import datetime, timedelta

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        end = datetime.now() + timedelta(seconds=0.1)
        while True:
            if datetime.now() > end:
                return
            await asyncio.sleep(0.01)
