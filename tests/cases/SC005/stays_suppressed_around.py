import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        with contextlib.suppress(KeyError):
            try:
                await self.disconnect(message["code"])
            finally:
                raise StopConsumer()
