# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        if self.scope["path"]:
            line = "tick"
        while True:
            await self.send(line)
            await asyncio.sleep(1)
