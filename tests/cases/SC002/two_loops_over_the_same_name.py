from __future__ import annotations

from channels.consumer import AsyncConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        for room in ("lobby", "news"):
            print("leaving", room)
        for room in ("lobby", "news"):
            await self.channel_layer.group_discard(room, self.channel_name)
# output
from __future__ import annotations

from logging import getLogger

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        for room in ("lobby", "news"):
            print("leaving", room)
        try:
            for room in ("lobby", "news"):
                await self.channel_layer.group_discard(room, self.channel_name)
        except Exception:
            getLogger(__name__).exception("clean-up after the disconnect failed")
        raise StopConsumer()
