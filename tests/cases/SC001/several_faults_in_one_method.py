import asyncio
import contextlib
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def logged():
    try:
        yield
    except Exception:
        logger.exception("logged")


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        with contextlib.suppress(Exception):
            with logged():
                try:
                    await super().websocket_disconnect(message)
                except BaseException as error:
                    logger.error("%r", error)
# output
import asyncio
import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def logged():
    try:
        yield
    except Exception:
        logger.exception("logged")


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        with contextlib.suppress(Exception):
            with logged():
                try:
                    await super().websocket_disconnect(message)
                except BaseException as error:
                    logger.error("%r", error)
        raise StopConsumer()
