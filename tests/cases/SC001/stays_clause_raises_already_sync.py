import logging

from channels.consumer import get_handler_name
from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    @database_sync_to_async
    def dispatch(self, message):
        try:
            getattr(self, get_handler_name(message))(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
