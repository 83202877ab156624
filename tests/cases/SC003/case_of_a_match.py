from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        match message["type"]:
            case "websocket.disconnect":
                self.left = True
            case "user.renamed":
                await self.send(text_data=message["name"])
            case _:
                await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        match message["type"]:
            case "websocket.disconnect":
                self.left = True
                await super().dispatch(message)
            case "user.renamed":
                await self.send(text_data=message["name"])
            case _:
                await super().dispatch(message)
