# oracle: websocket-error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        raise ConnectionError("the channel layer is down")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            print("failed", exc)
            try:
                await self.send(text_data=None)
            except ValueError as exc:
                print("not told", exc)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        raise ConnectionError("the channel layer is down")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            print("failed", exc)
            try:
                await self.send(text_data=None)
            except ValueError as exc:
                print("not told", exc)
            if message["type"] == "websocket.disconnect":
                raise StopConsumer()
