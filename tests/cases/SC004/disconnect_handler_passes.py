from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await self.upstream.close()

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except StopConsumer:
            raise
        except Exception:
            pass
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await self.upstream.close()

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except StopConsumer:
            raise
        except Exception as exc:
            raise StopConsumer() from exc
