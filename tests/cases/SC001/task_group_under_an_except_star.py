# flags: --unsafe-fixes
# python: 3.11
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(super().dispatch(message))
                group.create_task(self.note(message))
        except* Exception as errors:
            logger.error("%d failed", len(errors.exceptions))

    async def note(self, message):
        self.last = message["type"]
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        stop = None
        try:
            try:
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(super().dispatch(message))
                        group.create_task(self.note(message))
                except BaseExceptionGroup as group_:
                    if group_.subgroup(StopConsumer):
                        raise StopConsumer() from group_
                    raise
            except StopConsumer as exc:
                stop = exc
        except* Exception as errors:
            logger.error("%d failed", len(errors.exceptions))
        if stop is not None:
            raise stop

    async def note(self, message):
        self.last = message["type"]
