import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for attempt in range(3):
            try:
                return await super().dispatch(message)
            except OSError:
                if attempt == 2:
                    raise
                await asyncio.sleep(0.01)
