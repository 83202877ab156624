# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class LeavesRooms:
    async def websocket_disconnect(self, message):
        try:
            await work()
        finally:
            self.closed = True
            raise StopConsumer()


class Consumer(LeavesRooms, AsyncWebsocketConsumer):
    pass
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class LeavesRooms:
    async def websocket_disconnect(self, message):
        try:
            await work()
        finally:
            self.closed = True
        raise StopConsumer()


class Consumer(LeavesRooms, AsyncWebsocketConsumer):
    pass
