from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

ONLINE = {"lobby"}


class Consumer(AsyncWebsocketConsumer):
    async def leave(self):
        ONLINE.discard("lobby")

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except StopConsumer:
            await self.leave()
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

ONLINE = {"lobby"}


class Consumer(AsyncWebsocketConsumer):
    async def leave(self):
        ONLINE.discard("lobby")

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except StopConsumer:
            await self.leave()
            raise
