# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try: await work()
        finally: self.closed = True; raise StopConsumer()  # the end
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try: await work()
        finally:  # the end
            self.closed = True
        raise StopConsumer()
