from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    rooms = set()

    async def websocket_disconnect(self, message):
        try:
            await self.disconnect(message["code"])
        finally:
            try:
                self.rooms.clear()
            except AttributeError:
                raise StopConsumer() from None
# output
from logging import getLogger

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    rooms = set()

    async def websocket_disconnect(self, message):
        try:
            try:
                await self.disconnect(message["code"])
            finally:
                try:
                    self.rooms.clear()
                except AttributeError:
                    raise StopConsumer() from None
        except StopConsumer:
            raise
        except Exception:
            getLogger(__name__).exception("clean-up after the disconnect failed")
        raise StopConsumer()
