from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def clean_up(self):
        self.pending = []

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            return await self.clean_up()
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def clean_up(self):
        self.pending = []

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            await self.clean_up()
            raise
