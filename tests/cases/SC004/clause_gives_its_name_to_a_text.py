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
            exc = str(exc)
            print(exc)
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
            exc = str(exc)
            print(exc)
            if message["type"] == "websocket.disconnect":
                raise StopConsumer()
