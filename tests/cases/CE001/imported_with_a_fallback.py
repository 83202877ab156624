# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer

try:
    from asyncio import CancelledError
except ImportError:
    from concurrent.futures import CancelledError


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except (CancelledError, RuntimeError):
            print("stopped")
# output
from channels.generic.websocket import AsyncWebsocketConsumer

try:
    from asyncio import CancelledError
except ImportError:
    from concurrent.futures import CancelledError


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except CancelledError:
            print("stopped")
            raise
        except RuntimeError:
            print("stopped")
