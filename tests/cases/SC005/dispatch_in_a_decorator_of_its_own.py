# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


def counted(function):
    async def wrapper(self, message):
        self.count = getattr(self, "count", 0) + 1
        await function(self, message)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @counted
    async def dispatch(self, message):
        await super().dispatch(message)

    async def websocket_disconnect(self, message):
        try:
            await work()
        finally:
            raise StopConsumer()
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


def counted(function):
    async def wrapper(self, message):
        self.count = getattr(self, "count", 0) + 1
        await function(self, message)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @counted
    async def dispatch(self, message):
        await super().dispatch(message)

    async def websocket_disconnect(self, message):
        await work()
        raise StopConsumer()
