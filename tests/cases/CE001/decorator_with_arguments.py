# oracle: cancelled
import asyncio
from functools import wraps

from channels.generic.websocket import AsyncJsonWebsocketConsumer


async def work():
    await asyncio.sleep(0)


def retried(times):
    def decorator(function):
        @wraps(function)
        async def wrapper(self, *args, **kwargs):
            for _ in range(times):
                try:
                    return await function(self, *args, **kwargs)
                except BaseException:
                    await asyncio.sleep(0.01)

        return wrapper

    return decorator


class Consumer(AsyncJsonWebsocketConsumer):
    @retried(times=2)
    async def receive_json(self, content, **kwargs):
        await work()
# output
import asyncio
from functools import wraps

from channels.generic.websocket import AsyncJsonWebsocketConsumer


async def work():
    await asyncio.sleep(0)


def retried(times):
    def decorator(function):
        @wraps(function)
        async def wrapper(self, *args, **kwargs):
            for _ in range(times):
                try:
                    return await function(self, *args, **kwargs)
                except asyncio.CancelledError:
                    raise
                except BaseException:
                    await asyncio.sleep(0.01)

        return wrapper

    return decorator


class Consumer(AsyncJsonWebsocketConsumer):
    @retried(times=2)
    async def receive_json(self, content, **kwargs):
        await work()
