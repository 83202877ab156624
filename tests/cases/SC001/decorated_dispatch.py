import functools
import logging
import time

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def timed(method):
    @functools.wraps(method)
    async def wrapper(self, message):
        started = time.perf_counter()
        try:
            return await method(self, message)
        finally:
            logger.debug("%s took %.3f s", message["type"], time.perf_counter() - started)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @timed
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
# output
import functools
import logging
import time

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def timed(method):
    @functools.wraps(method)
    async def wrapper(self, message):
        started = time.perf_counter()
        try:
            return await method(self, message)
        finally:
            logger.debug("%s took %.3f s", message["type"], time.perf_counter() - started)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @timed
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
