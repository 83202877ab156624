import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for _ in range(2):
            with contextlib.suppress(Exception):
                await super().dispatch(message)
                break
# output
import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for _ in range(2):
            try:
                await super().dispatch(message)
                break
            except StopConsumer:
                raise
            except Exception:
                pass
