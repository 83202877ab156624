from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


def stopping(cls):
    async def finish(self):
        raise StopConsumer()

    setattr(cls, "fin" + "ish", finish)
    return cls


@stopping
class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            await self.finish()
            return
        await super().dispatch(message)
