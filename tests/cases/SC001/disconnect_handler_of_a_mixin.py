from channels.generic.websocket import AsyncJsonWebsocketConsumer


class QuietDisconnectMixin:
    async def websocket_disconnect(self, message):
        try:
            return await super().websocket_disconnect(message)
        except Exception:
            return None


class Consumer(QuietDisconnectMixin, AsyncJsonWebsocketConsumer):
    pass
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer


class QuietDisconnectMixin:
    async def websocket_disconnect(self, message):
        try:
            return await super().websocket_disconnect(message)
        except StopConsumer:
            raise
        except Exception:
            return None


class Consumer(QuietDisconnectMixin, AsyncJsonWebsocketConsumer):
    pass
