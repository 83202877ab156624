import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


@contextlib.contextmanager
def quiet():
    try:
        yield
    except Exception:
        pass


class Consumer(AsyncWebsocketConsumer):
    @quiet()
    async def dispatch(self, message):
        await super().dispatch(message)
