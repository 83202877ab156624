import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with contextlib.suppress(ValueError, ConnectionError):
            await super().dispatch(message)
