# flags: --unsafe-fixes
# oracle: http
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.http import AsyncHttpConsumer

finished = []


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await asyncio.sleep(0)
        await self.send_response(200, b"ok")

    async def disconnect(self):
        finished.append(self)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except ValueError:
            await self.send_response(400, b"?")
