from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        match message["type"]:
            case "chat.typing" | "chat.seen":
                return
            case _:
                await super().dispatch(message)
