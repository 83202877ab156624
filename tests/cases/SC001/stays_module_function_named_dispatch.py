import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def dispatch(self, message):
    try:
        await self.handle(message)
    except Exception:
        logger.exception("command failed")


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await dispatch(self, text_data)

    async def handle(self, text):
        await self.send(text_data=text)
