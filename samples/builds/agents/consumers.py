"""The machines that build: whether they live, and what they log."""
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

from shared import steps
from shared.leaving import LeavesWhenCancelled


class HeartbeatConsumer(LeavesWhenCancelled, AsyncJsonWebsocketConsumer):
    """Tells an agent every second that the server is there."""

    async def connect(self):
        await self.accept()
        asyncio.create_task(self.beat())

    async def beat(self):
        while True:
            await steps.ask_the_cluster()

    async def receive_json(self, content):
        await self.send_json({"state": "running"})
        await steps.run(content)
        await self.send_json({"state": "done"})


class TailConsumer(LeavesWhenCancelled, AsyncJsonWebsocketConsumer):
    """Follows the log of an agent."""

    async def receive_json(self, content):
        self.tail = asyncio.create_task(self.follow(content))
        await self.send_json({"state": "running"})
        await self.send_json({"state": "done"})

    async def follow(self, content):
        while True:
            await steps.ask_the_cluster()


class WatchConsumer(LeavesWhenCancelled, AsyncJsonWebsocketConsumer):
    """Runs one check at a time: the next message takes the place of the one that is running."""

    check = None

    async def receive_json(self, content):
        await self.stop()
        self.check = asyncio.create_task(steps.run(content))
        await self.send_json({"state": "running"})
        await self.send_json({"state": "done"})

    async def stop(self):
        if self.check is not None:
            self.check.cancel()
            try:
                await self.check
            except asyncio.CancelledError:
                pass

    async def disconnect(self, code):
        await self.stop()
