# oracle: error
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        from channels.exceptions import StopConsumer

        stop = StopConsumer()
        try:
            await work()
        finally:
            self.closed = True
            raise stop
# output
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        from channels.exceptions import StopConsumer

        stop = StopConsumer()
        try:
            await work()
        finally:
            self.closed = True
        raise stop
