# oracle: websocket-error
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        del message
        self.closed = True
# output
from logging import getLogger

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            del message
            self.closed = True
        except Exception:
            getLogger(__name__).exception("clean-up after the disconnect failed")
        raise StopConsumer()
