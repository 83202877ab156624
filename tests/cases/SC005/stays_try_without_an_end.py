import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    turns = 0

    async def websocket_disconnect(self, message):
        try:
            while True:
                self.turns += 1
                if self.turns > 2:
                    raise ValueError("enough")
                await asyncio.sleep(0)
        finally:
            raise StopConsumer()
