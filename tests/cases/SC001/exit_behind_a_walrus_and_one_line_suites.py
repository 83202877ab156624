import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)


class Muffle:
    async def __aenter__(self): return self

    async def __aexit__(self, t, v, tb):
        if t: log.error("muffled %s", v)
        return True  # whatever it was


class Consumer(AsyncWebsocketConsumer):
    muffle = Muffle()

    async def dispatch(self, message):
        async with (m := Muffle()):
            log.debug("%s", m)
            await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)


class Muffle:
    async def __aenter__(self): return self

    async def __aexit__(self, t, v, tb):
        if t: log.error("muffled %s", v)
        if isinstance(v, StopConsumer):
            return False
        return True  # whatever it was


class Consumer(AsyncWebsocketConsumer):
    muffle = Muffle()

    async def dispatch(self, message):
        async with (m := Muffle()):
            log.debug("%s", m)
            await super().dispatch(message)
