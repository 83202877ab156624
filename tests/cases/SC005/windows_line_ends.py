# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        # leave all rooms
        try:  # whatever happens
            count = 1
            if count:
                await work()  # the channel layer may be down
            # done
        finally:  # always
            # this ends the consumer
            raise StopConsumer()  # for good
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        # leave all rooms
        # whatever happens
        count = 1
        if count:
            await work()  # the channel layer may be down
        # done
        # always
        # this ends the consumer
        raise StopConsumer()  # for good
