"""Sockets for the status page."""
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class StatusConsumer(AsyncWebsocketConsumer):
    """Logs what comes in before the handlers see it."""

    def dispatch(self, message):
        try:
            logger.debug("status: %s", message["type"])
            return super().dispatch(message)
        except Exception:
            logger.exception("status: could not handle %r", message)

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.send(text_data=f"{text_data}: up")
        except Exception:
            logger.exception("status: could not answer")


class UptimeConsumer(AsyncJsonWebsocketConsumer):
    """Keeps the socket open after errors, but lets go of it at the end."""

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("uptime: %s failed", message["type"])
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc

    async def disconnect(self, code):
        logger.info("uptime: watched %d services", len(self.watched))

    async def receive_json(self, content):
        self.watched = content["services"]
