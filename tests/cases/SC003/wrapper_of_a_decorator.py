# flags: --unsafe-fixes
import functools

from channels.generic.websocket import AsyncWebsocketConsumer


def unless_muted(function):
    @functools.wraps(function)
    async def wrapper(self, message):
        if self.muted:
            return
        await function(self, message)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    muted = True

    @unless_muted
    async def dispatch(self, message):
        await super().dispatch(message)
# output
import functools

from channels.generic.websocket import AsyncWebsocketConsumer


def unless_muted(function):
    @functools.wraps(function)
    async def wrapper(self, message):
        if self.muted and message["type"] != "websocket.disconnect":
            return
        await function(self, message)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    muted = True

    @unless_muted
    async def dispatch(self, message):
        await super().dispatch(message)
