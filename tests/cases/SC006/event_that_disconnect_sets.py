# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    """Sends the state of the machine."""

    async def connect(self):
        self.stopped = asyncio.Event()
        await self.accept()
        while not self.stopped.is_set():
            await self.send("state")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        """Tell the loop to stop."""
        self.stopped.set()
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    """Sends the state of the machine."""

    connect_task = None

    async def connect(self):
        self.stopped = asyncio.Event()
        await self.accept()
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        while not self.stopped.is_set():
            await self.send("state")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        """Tell the loop to stop."""
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
        self.stopped.set()
