# oracle: error
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            await work()
        finally:
            await super().websocket_disconnect(message)  # leaves the groups
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            await work()
        finally:
            try:
                await super().websocket_disconnect(message)  # leaves the groups
            except StopConsumer:
                pass
        raise StopConsumer()
