import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def logged(inner):
    async def app(scope, receive, send):
        try:
            await inner(scope, receive, send)
        except StopConsumer:
            logger.info("stopped")
        except Exception:
            logger.exception("application failed")

    return app


class Consumer(AsyncWebsocketConsumer):
    pass


application = logged(Consumer.as_asgi())
