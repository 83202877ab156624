import asyncio
import json

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        content = json.loads(text_data)
        handler = getattr(self, "on_" + content["action"])
        self.task = asyncio.create_task(handler(content))

    async def on_start(self, content):
        try:
            await asyncio.sleep(content["seconds"])
        except asyncio.CancelledError:
            print("stopped")
