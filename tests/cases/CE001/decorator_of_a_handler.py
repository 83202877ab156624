# oracle: cancelled
import functools

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


def logged(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        try:
            return await function(*args, **kwargs)
        except BaseException as error:
            print(function.__name__, "failed:", error)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @logged
    async def receive(self, text_data=None, bytes_data=None):
        await work()
# output
import asyncio
import functools

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


def logged(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        try:
            return await function(*args, **kwargs)
        except asyncio.CancelledError as error:
            print(function.__name__, "failed:", error)
            raise
        except BaseException as error:
            print(function.__name__, "failed:", error)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @logged
    async def receive(self, text_data=None, bytes_data=None):
        await work()
