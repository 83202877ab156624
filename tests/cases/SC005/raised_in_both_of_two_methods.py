# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        try:
            await self.accept()
        except OSError:
            await self.close()
        else:
            return
        if self.scope:
            raise StopConsumer()

    async def disconnect(self, code):
        try:
            await work()
        except ValueError:
            pass
        finally:  # the base must not run its own
            raise StopConsumer()

    async def websocket_disconnect(self, message):
        try:
            self.files = list(message)
        finally:
            await super(Consumer, self).websocket_disconnect(message)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        try:
            await self.accept()
        except OSError:
            await self.close()
        else:
            return
        if self.scope:
            raise StopConsumer()

    async def disconnect(self, code):
        try:
            await work()
        except ValueError:
            pass
        # the base must not run its own
        raise StopConsumer()

    async def websocket_disconnect(self, message):
        try:
            self.files = list(message)
        finally:
            try:
                await super(Consumer, self).websocket_disconnect(message)
            except StopConsumer:
                pass
        raise StopConsumer()
