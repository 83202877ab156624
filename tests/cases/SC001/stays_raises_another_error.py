from channels.generic.websocket import AsyncWebsocketConsumer


class ConsumerFailed(RuntimeError):
    pass


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as exc:
            raise ConsumerFailed(message["type"]) from exc
