"""Rooms: whoever asks for a build is told how it goes on, and so is everybody else in its room."""
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
