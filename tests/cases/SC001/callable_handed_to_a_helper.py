import functools
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def _run(self, function, *args, default=None):
        try:
            return await function(*args)
        except Exception:
            logger.exception("returning the default")
            return default

    async def dispatch(self, message):
        handler = functools.partial(super().dispatch, message)
        return await self._run(handler, default=False)
# output
import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def _run(self, function, *args, default=None):
        try:
            return await function(*args)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("returning the default")
            return default

    async def dispatch(self, message):
        handler = functools.partial(super().dispatch, message)
        return await self._run(handler, default=False)
