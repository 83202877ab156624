# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            await super().dispatch(message)
        else:
            self.running = asyncio.create_task(super().dispatch(message))

    async def connect(self):
        await self.accept()
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        self.running.cancel()
