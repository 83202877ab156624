import contextlib
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def logged_errors():
    try:
        yield
    except Exception:
        logger.exception("consumer failed")
        raise


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with logged_errors():
            await super().dispatch(message)
