# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    watchers = set()

    async def connect(self):
        await self.accept()
        self.watchers.add(self)
        try:
            while True:
                await self.send("tick")
                await asyncio.sleep(0.05)
        finally:
            self.watchers.discard(self)

    async def disconnect(self, code):
        if self in self.watchers:
            return
        self.watchers.clear()
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    watchers = set()
    connect_task = None

    async def connect(self):
        await self.accept()
        self.watchers.add(self)
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        try:
            while True:
                await self.send("tick")
                await asyncio.sleep(0.05)
        finally:
            self.watchers.discard(self)

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
        if self in self.watchers:
            return
        self.watchers.clear()
