# oracle: cancelled
import asyncio
import json

from channels.generic.websocket import AsyncWebsocketConsumer

EXPECTED = (asyncio.TimeoutError, ConnectionError, json.JSONDecodeError)


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await asyncio.wait_for(work(), 60)
        except EXPECTED as exc:
            await self.send(f"failed: {exc}")
        except Exception:
            await self.close()
