# oracle: tasks
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.poller = None
        self.seen = []

    async def connect(self):
        await self.accept()
        self.poller = asyncio.create_task(self.poll(), name="poll")

    async def poll(self):
        while True:
            await self.send_json({"seen": len(self.seen)})
            await asyncio.sleep(0.05)

    async def disconnect(self, close_code):
        with suppress(ValueError):
            self.seen.remove(close_code)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.poller = None
        self.seen = []

    async def connect(self):
        await self.accept()
        self.poller = asyncio.create_task(self.poll(), name="poll")

    async def poll(self):
        while True:
            await self.send_json({"seen": len(self.seen)})
            await asyncio.sleep(0.05)

    async def disconnect(self, close_code):
        with suppress(ValueError):
            self.seen.remove(close_code)
        if self.poller is not None:
            self.poller.cancel()
            with suppress(asyncio.CancelledError):
                await self.poller
