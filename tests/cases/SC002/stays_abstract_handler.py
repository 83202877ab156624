from abc import abstractmethod

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class BaseConsumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    @abstractmethod
    async def websocket_disconnect(self, event):
        """Leave all rooms, then raise StopConsumer."""


class Consumer(BaseConsumer):
    async def websocket_disconnect(self, event):
        raise StopConsumer()
