import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def attempt(call):
    try:
        return await call()
    except ValueError:
        return None


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        parent = super()
        return await attempt(lambda: parent.dispatch(message))
