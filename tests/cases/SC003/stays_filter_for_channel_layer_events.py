from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    queued = 0

    async def dispatch(self, message):
        type_ = message.get("type", "")
        if type_ and not type_.startswith(("http.", "websocket.")):
            self.queued += 1
            return

        await super().dispatch(message)
