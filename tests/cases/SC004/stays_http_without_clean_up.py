# oracle: http
import logging

from channels.exceptions import StopConsumer
from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        raise RuntimeError("no answer")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("request failed")
