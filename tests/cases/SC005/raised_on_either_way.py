# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    quiet = False

    async def websocket_disconnect(self, message):
        try:
            if not self.quiet:
                await work()
        finally:
            # in any case
            if message["code"] is not None:
                if not self.quiet:
                    raise StopConsumer()
        raise StopConsumer()
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    quiet = False

    async def websocket_disconnect(self, message):
        if not self.quiet:
            await work()
        # in any case
        if message["code"] is not None:
            if not self.quiet:
                raise StopConsumer()
        raise StopConsumer()
