# oracle: none
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        try:
            await self.dispatch(await receive())
        except StopConsumer:
            return

    async def websocket_disconnect(self, message):
        try:
            await self.leave()
        finally:
            raise StopConsumer()
