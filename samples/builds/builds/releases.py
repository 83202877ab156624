"""Releases: nobody may be told of one that has not been finished."""
import asyncio
import logging

from channels.exceptions import StopConsumer

from shared import steps
from shared.rooms import RoomConsumer

logger = logging.getLogger(__name__)


class ReleaseConsumer(RoomConsumer):
    """Leaves its room whatever happens to it."""

    kind = "release"

    async def __call__(self, scope, receive, send):
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            await asyncio.shield(self.disconnect(1006))
            raise

    async def receive_json(self, content):
        await self.enter(content)
        await steps.measured(steps.run, content)
        await self.send_json({"state": "done"})


class SigningConsumer(RoomConsumer):
    """Leaves its room when the signing is cut short."""

    kind = "signing"

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
        except Exception:
            logger.exception("signing: %s failed", message["type"])

    async def receive_json(self, content):
        await self.enter(content)
        await steps.run(content)
        await self.send_json({"state": "done"})
