from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if not await self._guard(message):
            return
        try:
            await super().dispatch(message)
        finally:
            self.checked = False

    async def _guard(self, message: dict) -> bool:
        kind = str(message.get("type", ""))
        if kind == "websocket.disconnect":
            return True
        if await self.is_valid(force=kind == "websocket.connect"):
            return True
        await self.close(code=4001)
        return False

    async def is_valid(self, force):
        return force
