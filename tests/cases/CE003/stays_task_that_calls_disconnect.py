# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.watchdog = asyncio.create_task(self.watch())

    async def watch(self):
        await asyncio.sleep(60)
        await self.close()
        await self.disconnect(4000)

    async def disconnect(self, code):
        print(code)
