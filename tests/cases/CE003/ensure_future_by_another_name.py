# flags: --unsafe-fixes
# oracle: tasks
from asyncio import ensure_future as spawn, sleep

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        spawn(self._broadcast())
        await self.accept()

    async def disconnect(self, code):
        print("left with", code)

    async def _broadcast(self):
        while True:
            await sleep(0.05)
            await self.channel_layer.group_send("all", {"type": "nothing"})


class Layer:
    async def group_send(self, group, message):
        pass


Consumer.channel_layer = Layer()
# output
from asyncio import CancelledError, ensure_future as spawn, sleep
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    broadcast_task = None

    async def connect(self):
        self.broadcast_task = spawn(self._broadcast())
        await self.accept()

    async def disconnect(self, code):
        if self.broadcast_task is not None:
            self.broadcast_task.cancel()
            with suppress(CancelledError):
                await self.broadcast_task
        print("left with", code)

    async def _broadcast(self):
        while True:
            await sleep(0.05)
            await self.channel_layer.group_send("all", {"type": "nothing"})


class Layer:
    async def group_send(self, group, message):
        pass


Consumer.channel_layer = Layer()
