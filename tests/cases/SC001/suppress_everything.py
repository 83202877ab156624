import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        # whatever happens, keep the socket open
        with contextlib.suppress(Exception):  # noqa: BLE001
            await super().dispatch(message)
            # nothing more
# output
import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        # whatever happens, keep the socket open
        try:  # noqa: BLE001
            await super().dispatch(message)
            # nothing more
        except StopConsumer:
            raise
        except Exception:
            pass
