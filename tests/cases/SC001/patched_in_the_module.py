import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)


_dispatch = Consumer.dispatch


async def _logged_dispatch(self, message):
    try:
        await _dispatch(self, message)
    except Exception:
        logger.exception("dispatch failed")


Consumer.dispatch = _logged_dispatch
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)


_dispatch = Consumer.dispatch


async def _logged_dispatch(self, message):
    try:
        await _dispatch(self, message)
    except StopConsumer:
        raise
    except Exception:
        logger.exception("dispatch failed")


Consumer.dispatch = _logged_dispatch
