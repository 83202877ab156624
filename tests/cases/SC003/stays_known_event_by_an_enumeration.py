import enum

from channels.generic.websocket import AsyncWebsocketConsumer


class Kind(str, enum.Enum):
    TYPING = "chat.typing"


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == Kind.TYPING:
            return
        await super().dispatch(message)
