# oracle: tasks
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Jobs:
    def __init__(self):
        self.running = {}

    def start(self, name, job):
        self.running[name] = asyncio.ensure_future(job)

    async def stop(self, name):
        task = self.running.pop(name)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def stop_all(self):
        for name in list(self.running):
            await self.stop(name)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.jobs = Jobs()
        self.jobs.start("clock", asyncio.sleep(3600))
        await self.accept()

    async def disconnect(self, code):
        await self.jobs.stop_all()
