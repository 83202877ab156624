import logging

from channels.generic.websocket import AsyncWebsocketConsumer
from django.apps import AppConfig

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    groups = []


def safe(method):
    async def wrapper(self, message):
        try:
            await method(self, message)
        except Exception:
            logger.exception("failed")

    return wrapper


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self):
        Consumer.dispatch = safe(Consumer.dispatch)


ChatConfig.ready(None)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.apps import AppConfig

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    groups = []


def safe(method):
    async def wrapper(self, message):
        try:
            await method(self, message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")

    return wrapper


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self):
        Consumer.dispatch = safe(Consumer.dispatch)


ChatConfig.ready(None)
