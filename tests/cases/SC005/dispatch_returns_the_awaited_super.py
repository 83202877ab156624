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
            return await super().dispatch(message)
        finally:
            if message["type"] == "websocket.disconnect":
                # whatever happened
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
        await super().dispatch(message)
        if message["type"] == "websocket.disconnect":
            # whatever happened
            raise StopConsumer()
