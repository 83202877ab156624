# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})
        asyncio.create_task(self.tick())

    async def websocket_disconnect(self, message):
        raise StopConsumer()

    async def tick(self):
        while True:
            await self.send({"type": "websocket.send", "text": "tick"})
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    tick_task = None

    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})
        self.tick_task = asyncio.create_task(self.tick())

    async def websocket_disconnect(self, message):
        if self.tick_task is not None:
            self.tick_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.tick_task
        raise StopConsumer()

    async def tick(self):
        while True:
            await self.send({"type": "websocket.send", "text": "tick"})
            await asyncio.sleep(0.05)
