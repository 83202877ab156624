# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    room = None

    async def websocket_disconnect(self, message):
        try:
            if message["code"] == 4000:
                return
            await work()
        except KeyError:
            self.room = None
            return
        finally:
            self.closed = True
            raise StopConsumer()
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    room = None

    async def websocket_disconnect(self, message):
        try:
            if message["code"] == 4000:
                raise StopConsumer()
            await work()
        except KeyError:
            self.room = None
        finally:
            self.closed = True
        raise StopConsumer()
