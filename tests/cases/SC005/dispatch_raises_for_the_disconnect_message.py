# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await work()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        finally:
            self.last = message["type"]
            if message["type"] == "websocket.disconnect":
                raise StopConsumer()
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await work()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        finally:
            self.last = message["type"]
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()
