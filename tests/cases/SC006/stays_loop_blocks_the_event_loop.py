# flags: --unsafe-fixes
# oracle: none
import time

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        while True:
            await self.send("tick")
            time.sleep(1)
