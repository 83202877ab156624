import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Stack(contextlib.ExitStack):
    pass


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Stack() as stack:
            stack.push(lambda kind, error, traceback: None)
            await super().dispatch(message)
