# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            for room in ("lobby", "attic"):
                if room == "attic":
                    return await self.note("attic")  # the last one
                await work()
        except ValueError:
            self.failed = True
        finally:
            self.closed = True
            raise StopConsumer()

    async def note(self, room):
        self.noted = room
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            for room in ("lobby", "attic"):
                if room == "attic":
                    await self.note("attic")
                    raise StopConsumer()  # the last one
                await work()
        except ValueError:
            self.failed = True
        finally:
            self.closed = True
        raise StopConsumer()

    async def note(self, room):
        self.noted = room
