import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with contextlib.suppress(Exception):
            await super().dispatch(message)

    async def disconnect(self, code):
        await self.leave()

    async def leave(self):
        raise OSError("the layer is down")
# output
import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            pass
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()

    async def disconnect(self, code):
        await self.leave()

    async def leave(self):
        raise OSError("the layer is down")
