# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    lock = asyncio.Lock()

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.forward(text_data)
        except BaseException:
            async with self.lock:
                if self.waiting:
                    self.waiting.pop()
                    return
            self.lost += 1

    async def forward(self, text):
        await self.channel_layer.group_send("all", {"type": "chat.text", "text": text})
