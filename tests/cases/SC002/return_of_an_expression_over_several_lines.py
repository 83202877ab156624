from channels.consumer import AsyncConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        self.closed = True
        return (
            await self.leave("lobby")  # the room
            or await self.leave("hall")
        )

    async def leave(self, room):
        return False
# output
from logging import getLogger

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        self.closed = True
        try:
            (
                await self.leave("lobby")  # the room
                or await self.leave("hall")
            )
        except Exception:
            getLogger(__name__).exception("clean-up after the disconnect failed")
        raise StopConsumer()

    async def leave(self, room):
        return False
