from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            return (
                await self.leave("lobby")
                or await self.leave("hall")
            )
        await super().dispatch(message)

    async def leave(self, room):
        return False
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            (
                await self.leave("lobby")
                or await self.leave("hall")
            )
            return await super().dispatch(message)
        await super().dispatch(message)

    async def leave(self, room):
        return False
