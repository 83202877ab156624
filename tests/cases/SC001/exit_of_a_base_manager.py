import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Quiet:
    kinds = (Exception,)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _):
        return kind is not None and issubclass(kind, Exception)


class QuietAndLogged(Quiet):
    def __enter__(self):
        logger.debug("enter")
        return super().__enter__()


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with QuietAndLogged():
            await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Quiet:
    kinds = (Exception,)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _):
        if isinstance(error, StopConsumer):
            return False
        return kind is not None and issubclass(kind, Exception)


class QuietAndLogged(Quiet):
    def __enter__(self):
        logger.debug("enter")
        return super().__enter__()


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with QuietAndLogged():
            await super().dispatch(message)
