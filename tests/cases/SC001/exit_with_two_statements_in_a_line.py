from channels.generic.websocket import AsyncWebsocketConsumer


class Quiet:
    def __enter__(self): return self
    def __exit__(self, kind, error, tb): self.error = error; return True


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Quiet() as q: await super().dispatch(message)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Quiet:
    def __enter__(self): return self
    def __exit__(self, kind, error, tb):
        self.error = error
        if isinstance(error, StopConsumer):
            return False
        return True


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Quiet() as q: await super().dispatch(message)
