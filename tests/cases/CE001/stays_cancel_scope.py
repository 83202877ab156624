# oracle: none
import anyio
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        with anyio.CancelScope() as scope:
            self.scope = scope
            try:
                await anyio.sleep(10)
            except asyncio.CancelledError:
                await self.send(text_data="stopped by the client")

    async def stop(self, event):
        self.scope.cancel()
