"""Feeds that a member can follow."""
import asyncio
import logging

import channels.generic.websocket as websocket
from channels.consumer import get_handler_name

from realtime import consumers

log = logging.getLogger(__name__)


class ActivityFeedConsumer(consumers.GroupConsumer):
    """Who did what. The group layer is flaky at times, so try again."""

    attempts = 2

    def get_group_name(self):
        return "activity"

    async def dispatch(self, message):
        for attempt in range(1, self.attempts + 1):
            try:
                return await super().dispatch(message)
            except Exception as exc:
                log.warning("activity: attempt %d: %r", attempt, exc)
                await asyncio.sleep(0.005 * attempt)


class ReminderFeedConsumer(websocket.AsyncJsonWebsocketConsumer):
    """Reminders; counts what it has handled for the admin page."""

    handled = 0

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        finally:
            type(self).handled += 1
            log.info("reminders: %d handled", self.handled)
            return

    async def receive_json(self, content):
        await self.send_json({"reminder": content["text"], "in": 60})


class MentionFeedConsumer(websocket.AsyncJsonWebsocketConsumer):
    """Calls the handlers itself, to know their names in the log."""

    async def dispatch(self, message):
        name = get_handler_name(message)
        handler = getattr(self, name, None)
        if handler is None:
            log.info("mentions: nothing handles %s", name)
            return
        try:
            await handler(message)
        except BaseException as exc:
            if isinstance(exc, (KeyboardInterrupt, SystemExit, asyncio.CancelledError)):
                raise
            log.exception("mentions: %s failed", name)

    async def receive_json(self, content):
        await self.send_json({"mentions": [content["user"]]})
