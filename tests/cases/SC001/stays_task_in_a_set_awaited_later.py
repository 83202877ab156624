import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        await self.finished(message)

    @property
    def tasks(self):
        return self.__dict__.setdefault('_tasks', set())

    async def finished(self, message):
        for task in list(self.tasks):
            await task
