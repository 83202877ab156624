# oracle: error
from channels import exceptions
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class ClientLeft(exceptions.StopConsumer):
    """The client has left."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            await work()
        finally:
            self.closed = True
            raise ClientLeft(message["code"]) from None
# output
from channels import exceptions
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class ClientLeft(exceptions.StopConsumer):
    """The client has left."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            await work()
        finally:
            self.closed = True
        raise ClientLeft(message["code"]) from None
