import functools
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def retry(times=3):
    def decorator(func):
        @functools.wraps(func)
        async def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return await func(*args, **kwargs)
                except Exception:
                    logger.warning("attempt %d of %d failed", attempt + 1, times)
            logger.error("all %d attempts failed", times)

        return wrapper

    return decorator


class Consumer(AsyncWebsocketConsumer):
    @retry()
    async def websocket_disconnect(self, message):
        await super().websocket_disconnect(message)
# output
import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def retry(times=3):
    def decorator(func):
        @functools.wraps(func)
        async def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return await func(*args, **kwargs)
                except StopConsumer:
                    raise
                except Exception:
                    logger.warning("attempt %d of %d failed", attempt + 1, times)
            logger.error("all %d attempts failed", times)

        return wrapper

    return decorator


class Consumer(AsyncWebsocketConsumer):
    @retry()
    async def websocket_disconnect(self, message):
        await super().websocket_disconnect(message)
