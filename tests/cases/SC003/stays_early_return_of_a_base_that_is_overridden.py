from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        handled = await self.before(message)
        if handled and message["type"] != "websocket.disconnect":
            return
        await super().dispatch(message)

    async def before(self, message):
        return message["type"] == "websocket.disconnect"
