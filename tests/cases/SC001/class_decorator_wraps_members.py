import functools
import inspect
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        try:
            return await function(*args, **kwargs)
        except Exception:
            logger.exception("failed")

    return wrapper


def safe_methods(cls):
    for name, member in inspect.getmembers(cls, inspect.iscoroutinefunction):
        if not name.startswith("_"):
            setattr(cls, name, safe(member))
    return cls


@safe_methods
class Consumer(AsyncWebsocketConsumer):
    pass
# output
import functools
import inspect
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        try:
            return await function(*args, **kwargs)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")

    return wrapper


def safe_methods(cls):
    for name, member in inspect.getmembers(cls, inspect.iscoroutinefunction):
        if not name.startswith("_"):
            setattr(cls, name, safe(member))
    return cls


@safe_methods
class Consumer(AsyncWebsocketConsumer):
    pass
