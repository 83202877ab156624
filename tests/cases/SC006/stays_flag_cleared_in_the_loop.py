# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.steps, self.active = 0, True
        while self.active:
            await self.step()
            await asyncio.sleep(0.01)

    async def step(self):
        self.steps += 1
        if self.steps == 3:
            self.active = False

    async def disconnect(self, code):
        self.active = False
