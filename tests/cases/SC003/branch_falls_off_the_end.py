from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, event):
        if event["type"] == "websocket.disconnect":
            await self.leave_rooms()  # the rooms first
        else:
            await super(Consumer, self).dispatch(event)

    async def leave_rooms(self):
        self.rooms = []
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, event):
        if event["type"] == "websocket.disconnect":
            await self.leave_rooms()  # the rooms first
            await super(Consumer, self).dispatch(event)
        else:
            await super(Consumer, self).dispatch(event)

    async def leave_rooms(self):
        self.rooms = []
