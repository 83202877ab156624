"""Base classes for every socket of the site."""
import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class RealtimeConsumer(AsyncJsonWebsocketConsumer):
    """
    JSON consumer with the error handling all our sockets share.

    A bug in one handler must never take a user's connection down, so
    whatever goes wrong is logged here and the socket stays open.
    """

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception(
                "%s failed to handle %r",
                self.__class__.__name__,
                message.get("type"),
            )

    async def reply(self, kind, **payload):
        await self.send_json({"type": kind, **payload})


class GroupConsumer(AsyncWebsocketConsumer):
    """Joins one group on connect and forwards what is sent to it."""

    def get_group_name(self):
        raise NotImplementedError

    async def connect(self):
        self.group_name = self.get_group_name()
        await self.channel_layer.group_add(self.group_name, self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        await self.channel_layer.group_discard(self.group_name, self.channel_name)

    async def group_text(self, event):
        await self.send(text_data=event["text"])
