import functools

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


def ends(function):
    @functools.wraps(function)
    async def wrapper(self, message):
        await function(self, message)
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @ends
    async def dispatch(self, message):
        await super().dispatch(message)

    async def websocket_disconnect(self, message):
        self.left = True
