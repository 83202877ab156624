# oracle: none
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        raise ConnectionError("the channel layer is down")

    async def dispatch(self, message):
        try:
            await super().dispatch(dict(message))
        except StopConsumer:
            raise
        except Exception as exc:
            print("failed", message.pop("type"), exc)
