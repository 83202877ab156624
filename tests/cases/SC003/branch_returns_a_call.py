from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            return await self.leave_rooms()  # nothing else to do
        return await super().dispatch(message)

    async def leave_rooms(self):
        self.rooms = []
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            await self.leave_rooms()
            return await super().dispatch(message)  # nothing else to do
        return await super().dispatch(message)

    async def leave_rooms(self):
        self.rooms = []
