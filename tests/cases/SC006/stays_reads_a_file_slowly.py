# flags: --unsafe-fixes
import asyncio
import io

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        file = io.BytesIO(b"one two")
        while chunk := file.read(3):
            await self.send(bytes_data=chunk)
            await asyncio.sleep(0.01)
