import logging

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.middleware import BaseMiddleware

logger = logging.getLogger(__name__)


class LogMiddleware(BaseMiddleware):
    async def __call__(self, scope, receive, send):
        try:
            return await super().__call__(scope, receive, send)
        except Exception:
            logger.exception("application failed")


class Consumer(AsyncWebsocketConsumer):
    pass


application = LogMiddleware(Consumer.as_asgi())
