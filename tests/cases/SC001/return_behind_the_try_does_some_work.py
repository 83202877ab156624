from channels.generic.websocket import AsyncWebsocketConsumer

FLUSHED = []


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        result = None
        try:
            result = await super().dispatch(message)
        except Exception as exc:
            print("failed", exc)
        return await self.flush(result)

    async def flush(self, result):
        FLUSHED.append(result)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

FLUSHED = []


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        result = None
        try:
            result = await super().dispatch(message)
        except Exception as exc:
            print("failed", exc)
        result_ = await self.flush(result)
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()
        return result_

    async def flush(self, result):
        FLUSHED.append(result)
