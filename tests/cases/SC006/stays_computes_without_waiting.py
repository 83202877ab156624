# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        number = 27
        while number != 1:
            number = number // 2 if number % 2 == 0 else 3 * number + 1
        await self.send(str(number))
