from channels.generic.websocket import AsyncWebsocketConsumer


async def expected(awaitable):
    try:
        return await awaitable
    except (KeyError, ValueError):
        return None


def safe(function):
    return lambda self, message: expected(function(self, message))


class Consumer(AsyncWebsocketConsumer):
    dispatch = safe(AsyncWebsocketConsumer.dispatch)
