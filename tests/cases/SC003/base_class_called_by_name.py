# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer as Base


class Consumer(Base):
    async def dispatch(self, message):
        user = self.scope.get("user")
        if user is None: await self.close(); return
        await Base.dispatch(self, message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer as Base


class Consumer(Base):
    async def dispatch(self, message):
        user = self.scope.get("user")
        if user is None and message["type"] != "websocket.disconnect": await self.close(); return
        await Base.dispatch(self, message)
