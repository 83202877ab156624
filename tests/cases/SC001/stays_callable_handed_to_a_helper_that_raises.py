import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def attempt(function, *args):
    try:
        return await function(*args)
    except Exception:
        logger.exception('failed')
        raise


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        return await attempt(super().dispatch, message)
