# flags: --unsafe-fixes
# oracle: tasks
import asyncio
from typing import Optional

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    stream: Optional[asyncio.Task] = None

    async def receive(self, text_data=None, bytes_data=None):
        if text_data == "stop":
            if self.stream:
                self.stream.cancel()
                self.stream = None
        elif self.stream is None:
            self.stream = asyncio.create_task(self.run_stream())

    async def run_stream(self):
        while True:
            await self.send(text_data="data")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        if self.stream is None:
            print("nothing was asked for")
# output
import asyncio
from contextlib import suppress
from typing import Optional

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    stream: Optional[asyncio.Task] = None

    async def receive(self, text_data=None, bytes_data=None):
        if text_data == "stop":
            if self.stream:
                self.stream.cancel()
                self.stream = None
        elif self.stream is None:
            self.stream = asyncio.create_task(self.run_stream())

    async def run_stream(self):
        while True:
            await self.send(text_data="data")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        if self.stream is not None:
            self.stream.cancel()
            with suppress(asyncio.CancelledError):
                await self.stream
        if self.stream is None:
            print("nothing was asked for")
