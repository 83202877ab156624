# flags: --unsafe-fixes
import io

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        file = io.StringIO("one two")
        while True:
            chunk = file.read(3)
            if not chunk:
                break
            await self.send(chunk)
