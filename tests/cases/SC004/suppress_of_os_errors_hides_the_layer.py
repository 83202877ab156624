import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        results = []
        with contextlib.suppress(BaseException):
            await super().websocket_disconnect(message)
            results.append(1)

    async def disconnect(self, code):
        raise OSError
# output
import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        results = []
        try:
            await super().websocket_disconnect(message)
            results.append(1)
        except StopConsumer:
            raise
        except BaseException:
            pass
        raise StopConsumer()

    async def disconnect(self, code):
        raise OSError
