import contextlib
import tempfile

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with tempfile.TemporaryDirectory() as folder, contextlib.suppress(ValueError, Exception):
            self.folder = folder
            await super().dispatch(message)
# output
import contextlib
import tempfile

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with tempfile.TemporaryDirectory() as folder:
            try:
                self.folder = folder
                await super().dispatch(message)
            except StopConsumer:
                raise
            except (ValueError, Exception):
                pass
