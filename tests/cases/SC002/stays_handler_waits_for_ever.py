# oracle: none
import asyncio

from channels.consumer import AsyncConsumer


class RoomConsumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        while True:
            await asyncio.sleep(60)
