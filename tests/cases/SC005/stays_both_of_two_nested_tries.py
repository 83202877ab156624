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
            except KeyError:
                self.rooms = None
            finally:
                self.closed = True
                raise StopConsumer()
        finally:
            self.rooms = None
            raise StopConsumer()
