# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            self.rooms = []
            try:
                await work()
            finally:
                self.closed = True
                raise StopConsumer()
        except KeyError:
            self.failed = True
            raise
        finally:
            self.rooms = None
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            self.rooms = []
            try:
                await work()
            finally:
                self.closed = True
            raise StopConsumer()
        except KeyError:
            self.failed = True
            raise
        finally:
            self.rooms = None
