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
        except* Exception:
            logger.exception("failed")

    async def disconnect(self, code):
        raise KeyError(code)
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
                except BaseExceptionGroup as group_:
                    if group_.subgroup(StopConsumer):
                        raise StopConsumer() from group_
                    raise
            except StopConsumer as exc:
                stop = exc
        except* Exception:
            logger.exception("failed")
        if stop is not None:
            raise stop
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()

    async def disconnect(self, code):
        raise KeyError(code)
