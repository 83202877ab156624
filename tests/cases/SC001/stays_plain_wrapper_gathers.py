import asyncio
import functools

from channels.generic.websocket import AsyncWebsocketConsumer


def together(function):
    @functools.wraps(function)
    def wrapper(self, message):
        return asyncio.wait_for(function(self, message), 5)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @together
    async def dispatch(self, message):
        await super().dispatch(message)
