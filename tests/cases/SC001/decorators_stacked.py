import functools
import logging
import time

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def timed(method):
    @functools.wraps(method)
    async def wrapper(self, message):
        started = time.monotonic()
        try:
            return await method(self, message)
        finally:
            logger.debug("took %.3f", time.monotonic() - started)

    return wrapper


def quiet(method):
    @functools.wraps(method)
    async def wrapper(self, message):
        try:
            return await method(self, message)
        except BaseException as error:
            logger.error("failed: %r", error)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @quiet
    @timed
    async def dispatch(self, message): await super().dispatch(message)
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
        started = time.monotonic()
        try:
            return await method(self, message)
        finally:
            logger.debug("took %.3f", time.monotonic() - started)

    return wrapper


def quiet(method):
    @functools.wraps(method)
    async def wrapper(self, message):
        try:
            return await method(self, message)
        except StopConsumer:
            raise
        except BaseException as error:
            logger.error("failed: %r", error)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @quiet
    @timed
    async def dispatch(self, message): await super().dispatch(message)
