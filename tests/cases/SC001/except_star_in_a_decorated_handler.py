# python: 3.11
from channels.generic.websocket import AsyncWebsocketConsumer


def traced(function):
    async def wrapper(self, message):
        try:
            await function(self, message)
        except (ValueError, Exception) as exc:
            raise exc

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @traced
    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except* Exception:
            self.count = 1212
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


def traced(function):
    async def wrapper(self, message):
        try:
            await function(self, message)
        except (ValueError, Exception) as exc:
            raise exc

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @traced
    async def websocket_disconnect(self, message):
        stop = None
        try:
            try:
                await super().websocket_disconnect(message)
            except StopConsumer as exc:
                stop = exc
        except* Exception:
            self.count = 1212
        if stop is not None:
            raise stop
