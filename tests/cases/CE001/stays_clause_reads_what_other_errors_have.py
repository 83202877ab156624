# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.feed.put(text_data)
        except (OSError, asyncio.CancelledError) as exc:
            self.failures[exc.errno] = text_data
            await self.send(text_data="try again")
