import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def guarded(cls):
    dispatch = cls.dispatch

    async def safe(self, message):
        try: return await dispatch(self, message)
        except Exception: logger.exception("failed")

    setattr(cls, "dispatch", safe)
    return cls


@guarded
class Consumer(AsyncWebsocketConsumer): pass
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def guarded(cls):
    dispatch = cls.dispatch

    async def safe(self, message):
        try: return await dispatch(self, message)
        except StopConsumer:
            raise
        except Exception: logger.exception("failed")

    setattr(cls, "dispatch", safe)
    return cls


@guarded
class Consumer(AsyncWebsocketConsumer): pass
