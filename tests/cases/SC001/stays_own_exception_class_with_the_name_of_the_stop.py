from channels.generic.websocket import AsyncWebsocketConsumer


class StopConsumer(Exception):
    """Not the one from Channels."""


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            pass
