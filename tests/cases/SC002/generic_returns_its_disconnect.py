from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        print("left with", code)

    async def websocket_disconnect(self, message):
        return await self.disconnect(message["code"])
# output
from logging import getLogger

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        print("left with", code)

    async def websocket_disconnect(self, message):
        try:
            await self.disconnect(message["code"])
        except Exception:
            getLogger(__name__).exception("clean-up after the disconnect failed")
        raise StopConsumer()
