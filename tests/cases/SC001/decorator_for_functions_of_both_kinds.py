import asyncio
import functools
import logging

from channels.generic.websocket import WebsocketConsumer

log = logging.getLogger("sockets")


def guarded(function):
    if asyncio.iscoroutinefunction(function):

        @functools.wraps(function)
        async def async_inner(*args, **kwargs):
            try:
                return await function(*args, **kwargs)
            except Exception:
                log.exception("async handler failed")

        return async_inner

    @functools.wraps(function)
    def inner(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Exception:
            log.exception("handler failed")

    return inner


class Consumer(WebsocketConsumer):
    @guarded
    def websocket_disconnect(self, message):
        super().websocket_disconnect(message)
# output
import asyncio
import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

log = logging.getLogger("sockets")


def guarded(function):
    if asyncio.iscoroutinefunction(function):

        @functools.wraps(function)
        async def async_inner(*args, **kwargs):
            try:
                return await function(*args, **kwargs)
            except Exception:
                log.exception("async handler failed")

        return async_inner

    @functools.wraps(function)
    def inner(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except StopConsumer:
            raise
        except Exception:
            log.exception("handler failed")

    return inner


class Consumer(WebsocketConsumer):
    @guarded
    def websocket_disconnect(self, message):
        super().websocket_disconnect(message)
