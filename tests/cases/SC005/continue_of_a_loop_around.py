# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        for room in ("lobby", "attic"):
            try:
                await work()
                if room == "lobby":
                    continue
                await work()
            finally:
                self.closed = True
                raise StopConsumer()
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        for room in ("lobby", "attic"):
            try:
                await work()
                if room == "lobby":
                    raise StopConsumer()
                await work()
            finally:
                self.closed = True
            raise StopConsumer()
