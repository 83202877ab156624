from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            await self.finish()
            return
        await super().dispatch(message)

    async def finish(self):
        await self._finish()

    async def _finish(self):
        self._stop()

    def _stop(self):
        raise StopConsumer()
