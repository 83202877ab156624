"""Builds as they run: their output, their place in the queue, their artifacts, their deployment."""
import logging
import time

from channels.exceptions import StopConsumer

from shared import steps
from shared.rooms import RoomConsumer

logger = logging.getLogger(__name__)


class OutputConsumer(RoomConsumer):
    """Runs a build and shows what it prints."""

    kind = "output"

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except:  # noqa: E722
            logger.exception("output: %s failed", message["type"])

    async def receive_json(self, content):
        await self.enter(content)
        await steps.run(content)
        await self.send_json({"state": "done"})


class QueueConsumer(RoomConsumer):
    """Waits with whoever waits for a build."""

    kind = "queue"

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("queue: %s failed", message["type"])

    async def receive_json(self, content):
        await self.enter(content)
        await steps.run(content)
        await self.send_json({"state": "done"})


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
