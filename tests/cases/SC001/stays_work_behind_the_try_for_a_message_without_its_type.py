# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        kind = message.pop("type")
        try:
            await super().dispatch({"type": kind, **message})
        except Exception as exc:
            print("failed", exc)
        await self.flush(kind)

    async def flush(self, kind):
        self.flushed = kind
