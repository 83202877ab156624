from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        try:
            return await super().dispatch(message)
        except Exception:
            return None
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        try:
            return await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            return None
