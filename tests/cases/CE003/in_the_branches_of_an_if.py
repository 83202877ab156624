# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        if self.scope.get("user"):
            # somebody we know
            asyncio.create_task(self.send_all("private"))
        else:
            asyncio.create_task(
                self.send_all("public"),  # guests
                name="guests",
            )

    async def send_all(self, kind):
        while True:
            await self.send(text_data=kind)
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    send_all_task = None
    send_all_task_2 = None

    async def connect(self):
        await self.accept()
        if self.scope.get("user"):
            # somebody we know
            self.send_all_task = asyncio.create_task(self.send_all("private"))
        else:
            self.send_all_task_2 = asyncio.create_task(
                self.send_all("public"),  # guests
                name="guests",
            )

    async def disconnect(self, code):
        if self.send_all_task is not None:
            self.send_all_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.send_all_task
        if self.send_all_task_2 is not None:
            self.send_all_task_2.cancel()
            with suppress(asyncio.CancelledError):
                await self.send_all_task_2

    async def send_all(self, kind):
        while True:
            await self.send(text_data=kind)
            await asyncio.sleep(0.05)
