from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        errors = []
        try:
            await super().dispatch(message)
        except Exception as exc:
            errors.append(exc)
        if errors:
            raise errors[0]
