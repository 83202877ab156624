# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    busy = False

    async def dispatch(self, message):
        try:
            if not self.busy:
                with self.timer():
                    return
            await super().dispatch(message)
        finally:
            self.busy = False

    def timer(self):
        import contextlib

        return contextlib.nullcontext()
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    busy = False

    async def dispatch(self, message):
        try:
            if not self.busy and message["type"] != "websocket.disconnect":
                with self.timer():
                    return
            await super().dispatch(message)
        finally:
            self.busy = False

    def timer(self):
        import contextlib

        return contextlib.nullcontext()
