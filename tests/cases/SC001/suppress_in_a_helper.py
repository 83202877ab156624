import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


async def quietly(awaitable):
    with contextlib.suppress(Exception):
        return await awaitable


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        return await quietly(super().dispatch(message))
# output
import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def quietly(awaitable):
    try:
        return await awaitable
    except StopConsumer:
        raise
    except Exception:
        pass


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        return await quietly(super().dispatch(message))
