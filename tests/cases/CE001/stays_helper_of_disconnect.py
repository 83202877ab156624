import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    rooms = ("a", "b")

    async def disconnect(self, code):
        for room in self.rooms:
            await self._leave(room)

    async def _leave(self, room):
        try:
            await self.channel_layer.group_discard(room, self.channel_name)
        except asyncio.CancelledError:
            print("still in", room)
