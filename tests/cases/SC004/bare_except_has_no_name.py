import traceback

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except:
            traceback.print_exc()
# output
import traceback

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except:
            traceback.print_exc()
            if message["type"] == "websocket.disconnect":
                raise StopConsumer()
