import logging

from channels.generic.websocket import AsyncWebsocketConsumer


class Quiet:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if exc_type is None:
            return None
        try:
            logging.error("x")
            if issubclass(exc_type, ValueError):
                return True
        finally:
            logging.error("y")
        return not issubclass(exc_type, KeyError)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with Quiet():
            await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Quiet:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if exc_type is None:
            return None
        try:
            logging.error("x")
            if issubclass(exc_type, ValueError):
                return True
        finally:
            logging.error("y")
        if isinstance(exc_val, StopConsumer):
            return False
        return not issubclass(exc_type, KeyError)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with Quiet():
            await super().dispatch(message)
