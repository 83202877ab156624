# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


def consumer_for(group):
    class GroupConsumer(AsyncWebsocketConsumer):
        groups = [group]

        async def receive(self, text_data=None, bytes_data=None):
            await work()

        async def dispatch(self, message):
            try:
                await super().dispatch(message)
            except LookupError:
                await self.close()

    return GroupConsumer


application = consumer_for("made").as_asgi()
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


def consumer_for(group):
    class GroupConsumer(AsyncWebsocketConsumer):
        groups = [group]

        async def receive(self, text_data=None, bytes_data=None):
            await work()

        async def dispatch(self, message):
            try:
                await super().dispatch(message)
            except asyncio.CancelledError:
                if message["type"] != "websocket.disconnect":
                    await asyncio.shield(self._clean_up())
                raise
            except LookupError:
                await self.close()

        async def _clean_up(self):
            for group in self.groups:
                await self.channel_layer.group_discard(group, self.channel_name)

    return GroupConsumer


application = consumer_for("made").as_asgi()
