from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.pending = [1, 2, 3]

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        finally:
            while True:
                if not self.pending:
                    break
                self.pending.pop()
