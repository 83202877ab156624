import contextlib
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Guarding:
    @contextlib.asynccontextmanager
    async def guard(self):
        try:
            yield
        except Exception as exc:
            logger.warning("guarded against %r", exc)


class Consumer(Guarding, AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with self.guard():
            await super().dispatch(message)
# output
import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Guarding:
    @contextlib.asynccontextmanager
    async def guard(self):
        try:
            yield
        except StopConsumer:
            raise
        except Exception as exc:
            logger.warning("guarded against %r", exc)


class Consumer(Guarding, AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with self.guard():
            await super().dispatch(message)
