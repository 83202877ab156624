"""Releases: whoever follows one leaves its room whatever happens."""
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from shared import steps
from shared.leaving import LeavesWhenCancelled

logger = logging.getLogger(__name__)


class ReleaseConsumer(LeavesWhenCancelled, AsyncJsonWebsocketConsumer):
    """Publishes what has been built."""

    room = None

    async def receive_json(self, content):
        self.room = f"release.{content['name']}"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.send_json({"state": "running"})
        await steps.measured(steps.run, content)
        await self.send_json({"state": "done"})

    async def disconnect(self, code):
        if self.room:
            await self.channel_layer.group_discard(self.room, self.channel_name)


class SigningConsumer(AsyncJsonWebsocketConsumer):
    """Signs what is to be published."""

    room = None

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except asyncio.CancelledError:
            logger.warning("signing: cut short")
            if message["type"] != "websocket.disconnect":
                await asyncio.shield(self.disconnect(1006))
            raise
        except Exception as exc:
            logger.exception("signing: %s failed", message["type"])
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc

    async def receive_json(self, content):
        self.room = f"signing.{content['name']}"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.send_json({"state": "running"})
        await steps.run(content)
        await self.send_json({"state": "done"})

    async def disconnect(self, code):
        if self.room:
            await self.channel_layer.group_discard(self.room, self.channel_name)
