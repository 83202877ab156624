import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            try:
                await super().dispatch(message)
            except KeyError as exc:
                logger.warning("field missing: %s", exc)
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            try:
                await super().dispatch(message)
            except KeyError as exc:
                logger.warning("field missing: %s", exc)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
