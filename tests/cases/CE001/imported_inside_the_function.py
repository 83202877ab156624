# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        from asyncio import CancelledError

        try:
            await work()
        except CancelledError:
            print("cancelled")
# output
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        from asyncio import CancelledError

        try:
            await work()
        except CancelledError:
            print("cancelled")
            raise
