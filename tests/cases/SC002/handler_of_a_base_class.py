from channels.generic.websocket import AsyncWebsocketConsumer


class BaseConsumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        print("gone")


class Consumer(BaseConsumer):
    async def websocket_disconnect(self, message):
        print("leaving")
        await super().websocket_disconnect(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class BaseConsumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        print("gone")
        await super().websocket_disconnect(message)


class Consumer(BaseConsumer):
    async def websocket_disconnect(self, message):
        print("leaving")
        await super().websocket_disconnect(message)
