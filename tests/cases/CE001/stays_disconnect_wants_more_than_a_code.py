# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except BaseException:
            if message["type"] == "websocket.disconnect":
                raise
            self.healthy = False

    async def websocket_disconnect(self, message):
        await self.disconnect(message["code"], message.get("reason"))
        await super().websocket_disconnect({"code": message["code"]})

    async def disconnect(self, code, reason):
        await self.feed.unsubscribe(reason)
