import contextlib
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def logged_errors(what):
    try:
        yield
    except Exception:
        logger.exception("%s failed", what)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with logged_errors(message["type"]):
            await super().dispatch(message)
# output
import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def logged_errors(what):
    try:
        yield
    except StopConsumer:
        raise
    except Exception:
        logger.exception("%s failed", what)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with logged_errors(message["type"]):
            await super().dispatch(message)
