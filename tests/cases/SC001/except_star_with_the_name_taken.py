# python: 3.11
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        stop = message["code"]
        try:
            await super().websocket_disconnect(message)
        except* Exception:
            logger.exception("failed, code %s", stop)
        finally:
            logger.debug("gone")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        stop = message["code"]
        stop_ = None
        try:
            try:
                await super().websocket_disconnect(message)
            except StopConsumer as exc:
                stop_ = exc
        except* Exception:
            logger.exception("failed, code %s", stop)
        finally:
            logger.debug("gone")
        if stop_ is not None:
            raise stop_
