import contextlib
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            with contextlib.suppress(KeyError, Exception):
                await super().dispatch(message)
        except Exception:
            logger.exception("cannot happen")
# output
import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            try:
                await super().dispatch(message)
            except StopConsumer:
                raise
            except (KeyError, Exception):
                pass
        except StopConsumer:
            raise
        except Exception:
            logger.exception("cannot happen")
