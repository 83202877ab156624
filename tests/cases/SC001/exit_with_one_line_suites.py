from channels.generic.websocket import AsyncWebsocketConsumer


class Quiet:
    def __enter__(self): return self
    def __exit__(self, *a): return True  # quiet


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Quiet(): await super().dispatch(message)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Quiet:
    def __enter__(self): return self
    def __exit__(self, *a):  # quiet
        if isinstance(a[1], StopConsumer):
            return False
        return True


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Quiet(): await super().dispatch(message)
