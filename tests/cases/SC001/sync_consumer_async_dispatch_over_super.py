import logging

from channels.generic.websocket import JsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(JsonWebsocketConsumer):
    def receive_json(self, content, **kwargs):
        self.send_json({"echo": content})

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("dispatch failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import JsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(JsonWebsocketConsumer):
    def receive_json(self, content, **kwargs):
        self.send_json({"echo": content})

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("dispatch failed")
