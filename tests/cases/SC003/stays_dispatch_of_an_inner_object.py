from channels.generic.websocket import AsyncWebsocketConsumer


class Commands:
    quiet = True

    async def dispatch(self, message):
        if self.quiet:
            return
        await super().dispatch(message)


class Consumer(AsyncWebsocketConsumer):
    commands = Commands()

    async def receive(self, text_data=None, bytes_data=None):
        await self.commands.dispatch({"type": text_data})
