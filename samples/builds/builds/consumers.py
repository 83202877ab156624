"""Builds as they run: their output, their place in the queue, their artifacts, their deployment."""
import logging
import time

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from shared import steps
from shared.rooms import RoomConsumer

logger = logging.getLogger(__name__)


class OutputConsumer(AsyncJsonWebsocketConsumer):
    """Runs a build and shows what it prints."""

    room = None

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except:  # noqa: E722
            logger.exception("output: %s failed", message["type"])

    async def receive_json(self, content):
        self.room = f"output.{content['name']}"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.send_json({"state": "running"})
        await steps.run(content)
        await self.send_json({"state": "done"})

    async def disconnect(self, code):
        if self.room:
            await self.channel_layer.group_discard(self.room, self.channel_name)


class QueueConsumer(AsyncJsonWebsocketConsumer):
    """Waits with whoever waits for a build."""

    room = None

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("queue: %s failed", message["type"])

    async def receive_json(self, content):
        self.room = f"queue.{content['name']}"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.send_json({"state": "running"})
        await steps.run(content)
        await self.send_json({"state": "done"})

    async def disconnect(self, code):
        if self.room:
            await self.channel_layer.group_discard(self.room, self.channel_name)


class ArtifactConsumer(RoomConsumer):
    """Uploads what a build has made."""

    kind = "artifacts"

    async def receive_json(self, content):
        await self.enter(content)
        await steps.persistently(steps.run, content)
        await self.send_json({"state": "done"})


class DeployConsumer(RoomConsumer):
    """Follows a deployment; the cluster does not always answer."""

    kind = "deploy"

    async def receive_json(self, content):
        await self.enter(content)
        ready = time.monotonic() + content["seconds"]
        while time.monotonic() < ready:
            try:
                await steps.ask_the_cluster()
            except BaseException:
                logger.warning("deploy: no answer, asking again")
        await self.send_json({"state": "done"})


class ReviewConsumer(RoomConsumer):
    """Checks the style of a change."""

    kind = "review"

    async def receive_json(self, content):
        await self.enter(content)
        await steps.run(content)
        await self.send_json({"state": "done"})
