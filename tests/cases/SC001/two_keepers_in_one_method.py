import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with contextlib.suppress(Exception):
            await asyncio.gather(super().dispatch(message), return_exceptions=True)
# output
import asyncio
import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            results = await asyncio.gather(super().dispatch(message), return_exceptions=True)
            for result in results:
                if isinstance(result, StopConsumer):
                    raise result
        except StopConsumer:
            raise
        except Exception:
            pass
