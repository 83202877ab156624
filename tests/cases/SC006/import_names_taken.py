# flags: --unsafe-fixes
from asyncio import sleep

from channels.generic.websocket import AsyncWebsocketConsumer


def suppress(text):
    return text.strip()


def create_task(name):
    return {"name": name}


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.connect_task = create_task(suppress(" ticks "))
        await self.accept()
        while True:
            await self._connect_loop("tick")

    async def _connect_loop(self, line):
        await self.send(line)
        await sleep(0.05)
# output
from asyncio import CancelledError, create_task as asyncio_create_task, sleep
from contextlib import suppress as contextlib_suppress

from channels.generic.websocket import AsyncWebsocketConsumer


def suppress(text):
    return text.strip()


def create_task(name):
    return {"name": name}


class Consumer(AsyncWebsocketConsumer):
    connect_task_2 = None

    async def connect(self):
        self.connect_task = create_task(suppress(" ticks "))
        await self.accept()
        self.connect_task_2 = asyncio_create_task(self._connect_loop_2())

    async def _connect_loop_2(self):
        while True:
            await self._connect_loop("tick")

    async def disconnect(self, code):
        if self.connect_task_2 is not None:
            self.connect_task_2.cancel()
            with contextlib_suppress(CancelledError):
                await self.connect_task_2

    async def _connect_loop(self, line):
        await self.send(line)
        await sleep(0.05)
