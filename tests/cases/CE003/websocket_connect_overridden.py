# flags: --unsafe-fixes
# oracle: tasks
import asyncio as aio

from channels.generic import websocket


class Consumer(websocket.AsyncWebsocketConsumer):
    async def websocket_connect(self, message):
        await super().websocket_connect(message)
        aio.create_task(self.report())

    async def report(self):
        try:
            while True:
                await self.send(text_data="report")
                await aio.sleep(0.05)
        except aio.CancelledError:
            print("no more reports")
# output
import asyncio as aio
from contextlib import suppress

from channels.generic import websocket


class Consumer(websocket.AsyncWebsocketConsumer):
    report_task = None

    async def websocket_connect(self, message):
        await super().websocket_connect(message)
        self.report_task = aio.create_task(self.report())

    async def disconnect(self, code):
        if self.report_task is not None:
            self.report_task.cancel()
            with suppress(aio.CancelledError):
                await self.report_task

    async def report(self):
        try:
            while True:
                await self.send(text_data="report")
                await aio.sleep(0.05)
        except aio.CancelledError:
            print("no more reports")
