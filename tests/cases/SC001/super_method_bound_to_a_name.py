import time

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        handler = super().dispatch
        started = time.monotonic()
        try:
            await handler(message)
        except Exception as exc:
            print("failed after", time.monotonic() - started, exc)
# output
import time

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        handler = super().dispatch
        started = time.monotonic()
        try:
            await handler(message)
        except StopConsumer:
            raise
        except Exception as exc:
            print("failed after", time.monotonic() - started, exc)
