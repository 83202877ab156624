import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.suppress(KeyError))
            stack.enter_context(contextlib.nullcontext())
            stack.callback(logger.debug, 'left')
            await super().dispatch(message)
