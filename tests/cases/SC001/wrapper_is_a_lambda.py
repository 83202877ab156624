from channels.generic.websocket import AsyncWebsocketConsumer


async def swallow(awaitable):
    try:
        return await awaitable
    except Exception:
        return None


def safe(function):
    return lambda self, message: swallow(function(self, message))


class Consumer(AsyncWebsocketConsumer):
    dispatch = safe(AsyncWebsocketConsumer.dispatch)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def swallow(awaitable):
    try:
        return await awaitable
    except StopConsumer:
        raise
    except Exception:
        return None


def safe(function):
    return lambda self, message: swallow(function(self, message))


class Consumer(AsyncWebsocketConsumer):
    dispatch = safe(AsyncWebsocketConsumer.dispatch)
