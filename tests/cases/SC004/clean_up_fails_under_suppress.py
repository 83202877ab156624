import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with contextlib.suppress(Exception):
            try:
                await super().dispatch(message)
            except StopConsumer:
                self.stopped = True
        if getattr(self, "stopped", False):
            raise StopConsumer

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
            try:
                await super().dispatch(message)
            except StopConsumer:
                self.stopped = True
                raise
        except StopConsumer:
            raise
        except Exception:
            pass
        if getattr(self, "stopped", False):
            raise StopConsumer
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()

    async def disconnect(self, code):
        await self.leave()

    async def leave(self):
        raise OSError("the layer is down")
