# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby"]

    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.receive":
                await work()
            await super().dispatch(message)
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await asyncio.shield(self.leave())
            raise
        except ValueError:
            await self.close(code=4000)

    async def leave(self):
        for group in self.groups:
            await self.channel_layer.group_discard(group, self.channel_name)
        cleaned.append("lobby")
