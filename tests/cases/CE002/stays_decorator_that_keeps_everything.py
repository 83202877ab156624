# flags: --unsafe-fixes
# oracle: none
import functools
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)


def safe(method):
    @functools.wraps(method)
    async def wrapper(*args):
        try:
            return await method(*args)
        except BaseException:
            log.exception("failed")

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    groups = ["all"]

    @safe
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close()
