import sys

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        error = None
        try:
            await super().dispatch(message)
        except Exception:
            _, error, _ = sys.exc_info()
        self.finish(error)

    def finish(self, error):
        if error:
            raise error.with_traceback(None)
