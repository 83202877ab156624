import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with contextlib.suppress(KeyError), contextlib.suppress(BaseException):
            await super().dispatch(message)
# output
import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with contextlib.suppress(KeyError):
            try:
                await super().dispatch(message)
            except StopConsumer:
                raise
            except BaseException:
                pass
