from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            return (
                await self.leave("lobby")
                and await self.leave(
                    """a room
with a long name""",
                )
            )

    async def leave(self, room):
        return True
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            (
                await self.leave("lobby")
                and await self.leave(
                    """a room
with a long name""",
                )
            )
            raise

    async def leave(self, room):
        return True
