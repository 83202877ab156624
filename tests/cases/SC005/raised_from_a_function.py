# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


async def finish(consumer):
    try:
        await work()
    finally:
        consumer.closed = True
        raise StopConsumer()


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await finish(self)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


async def finish(consumer):
    try:
        await work()
    finally:
        consumer.closed = True
    raise StopConsumer()


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await finish(self)
