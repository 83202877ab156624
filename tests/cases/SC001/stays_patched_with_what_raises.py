import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    pass


_dispatch = Consumer.dispatch


async def dispatch(self, message):
    logger.debug('%s', message['type'])
    await _dispatch(self, message)


Consumer.dispatch = dispatch
