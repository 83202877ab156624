"""What all sockets have in common: whoever asks for a build is in its room."""
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class RoomConsumer(AsyncJsonWebsocketConsumer):
    kind = "build"
    room = None

    async def enter(self, build):
        self.room = f"{self.kind}.{build['name']}"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.send_json({"state": "running"})

    async def disconnect(self, code):
        if self.room:
            await self.channel_layer.group_discard(self.room, self.channel_name)

    async def build_news(self, event):
        await self.send_json(event["news"])


class LeavesWhenCancelled:
    """The server may cancel a consumer at any time, while it handles a message or waits for one."""

    async def __call__(self, scope, receive, send):
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            await asyncio.shield(self.disconnect(1006))
            raise
