import contextlib
import threading

from channels.generic.websocket import AsyncWebsocketConsumer

lock = threading.RLock()


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with (
            contextlib.suppress(Exception),  # broad
            lock,  # one at a time
        ):
            await super().dispatch(message)
# output
import contextlib
import threading

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

lock = threading.RLock()


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        # broad
        try:
            with (
                lock  # one at a time
            ):
                await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            pass
